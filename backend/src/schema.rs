//! The tables, as both engines have them; the migrations say the same in SQL and a test compares.

diesel::table! {
    house (id) {
        id -> BigInt,
        name -> Text,
        tagline -> Text,
        address -> Text,
        phone -> Text,
        email -> Nullable<Text>,
        opening_hours -> Text,
        time_zone -> Text,
        currency -> Text,
        accent -> Nullable<Text>,
        legal_notice -> Text,
        terms -> Text,
        hold_minutes -> BigInt,
        hold_cap_minutes -> BigInt,
        order_minutes -> BigInt,
        sale_closes_minutes -> BigInt,
        max_places_per_order -> BigInt,
        max_places_per_customer -> BigInt,
        cancel_hours_before -> Nullable<BigInt>,
        demonstration -> Bool,
        second_factor_required -> Bool,
        accessibility -> Text,
        logo -> Nullable<Text>,
        logo_width -> Nullable<Integer>,
        logo_height -> Nullable<Integer>,
        version -> BigInt,
    }
}

diesel::table! {
    counters (name) {
        name -> Text,
        value -> BigInt,
    }
}

diesel::table! {
    accounts (id) {
        id -> BigInt,
        email -> Text,
        email_key -> Text,
        new_email -> Nullable<Text>,
        email_confirmed_at -> Nullable<Timestamp>,
        name -> Text,
        password_hash -> Text,
        role -> Nullable<Text>,
        locale -> Text,
        created_at -> Timestamp,
        erased_at -> Nullable<Timestamp>,
        disabled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    visitors (id) {
        id -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    sessions (id) {
        id -> BigInt,
        visitor_id -> BigInt,
        account_id -> Nullable<BigInt>,
        token_hash -> Text,
        previous_token_hash -> Nullable<Text>,
        rotated_at -> Timestamp,
        device -> Text,
        created_at -> Timestamp,
        seen_at -> Timestamp,
        expires_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
        impersonator_id -> Nullable<BigInt>,
        impersonator_visitor_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    mail_tokens (token_hash) {
        token_hash -> Text,
        account_id -> BigInt,
        purpose -> Text,
        email -> Text,
        name -> Nullable<Text>,
        password_hash -> Nullable<Text>,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    second_factors (account_id) {
        account_id -> BigInt,
        salt -> Text,
        confirmed_at -> Nullable<Timestamp>,
        last_step -> BigInt,
        failures -> BigInt,
        failed_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    recovery_codes (account_id, code_hash) {
        account_id -> BigInt,
        code_hash -> Text,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    invitations (id) {
        id -> BigInt,
        account_id -> BigInt,
        email -> Text,
        name -> Text,
        role -> Text,
        invited_by -> BigInt,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        accepted -> Bool,
    }
}

diesel::table! {
    api_clients (id) {
        id -> BigInt,
        name -> Text,
        prefix -> Text,
        key_hash -> Text,
        scopes -> Text,
        created_by -> BigInt,
        created_at -> Timestamp,
        last_used_at -> Nullable<Timestamp>,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    webhook_endpoints (id) {
        id -> BigInt,
        url -> Text,
        description -> Text,
        events -> Text,
        salt -> Text,
        created_at -> Timestamp,
        disabled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    webhook_deliveries (id) {
        id -> BigInt,
        endpoint_id -> BigInt,
        message -> Text,
        event -> Text,
        body -> Text,
        created_at -> Timestamp,
        state -> Text,
        attempts -> Integer,
        last_attempt_at -> Nullable<Timestamp>,
        last_status -> Nullable<Integer>,
        last_error -> Text,
    }
}

diesel::table! {
    genres (id) {
        id -> BigInt,
        parent_id -> Nullable<BigInt>,
        name -> Text,
    }
}

diesel::table! {
    people (id) {
        id -> BigInt,
        name -> Text,
        name_key -> Text,
    }
}

diesel::table! {
    pictures (id) {
        id -> BigInt,
        sha256 -> Text,
        width -> Integer,
        height -> Integer,
        alt -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    picture_files (picture_id, width) {
        picture_id -> BigInt,
        width -> Integer,
        bytes -> Binary,
    }
}

diesel::table! {
    shows (id) {
        id -> BigInt,
        slug -> Text,
        title -> Text,
        subtitle -> Text,
        genre_id -> Nullable<BigInt>,
        picture_id -> Nullable<BigInt>,
        presentation -> Text,
        duration_minutes -> Nullable<Integer>,
        age_from -> Nullable<Integer>,
        language -> Nullable<Text>,
        published -> Bool,
        search_key -> Text,
        comment_count -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    credits (show_id, position) {
        show_id -> BigInt,
        position -> Integer,
        person_id -> BigInt,
        part -> Text,
        character_name -> Text,
    }
}

diesel::table! {
    venues (id) {
        id -> BigInt,
        name -> Text,
        address -> Text,
        city -> Text,
        time_zone -> Text,
        access -> Text,
    }
}

diesel::table! {
    seating_plans (id) {
        id -> BigInt,
        venue_id -> BigInt,
        name -> Text,
        version -> Integer,
        width -> Double,
        height -> Double,
        focus_x -> Double,
        focus_y -> Double,
        document -> Text,
        capacity -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    plan_categories (id) {
        id -> BigInt,
        plan_id -> BigInt,
        position -> Integer,
        name -> Text,
        color -> Text,
    }
}

diesel::table! {
    plan_zones (id) {
        id -> BigInt,
        plan_id -> BigInt,
        position -> Integer,
        name -> Text,
        numbered -> Bool,
        capacity -> BigInt,
        category_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    seats (id) {
        id -> BigInt,
        plan_id -> BigInt,
        zone_id -> BigInt,
        category_id -> BigInt,
        position -> Integer,
        guid -> Text,
        row_position -> Integer,
        row_label -> Text,
        label -> Text,
        kind -> Text,
        block -> Integer,
        x -> Double,
        y -> Double,
        radius -> Double,
    }
}

diesel::table! {
    rates (id) {
        id -> BigInt,
        name -> Text,
        condition -> Text,
        position -> Integer,
        hidden -> Bool,
    }
}

diesel::table! {
    performances (id) {
        id -> BigInt,
        show_id -> BigInt,
        plan_id -> BigInt,
        starts_at -> Timestamp,
        doors_at -> Nullable<Timestamp>,
        sale_opens_at -> Timestamp,
        sale_closes_at -> Timestamp,
        state -> Text,
        vat_rate_bp -> Integer,
        note -> Text,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    prices (performance_id, category_id, rate_id) {
        performance_id -> BigInt,
        category_id -> BigInt,
        rate_id -> BigInt,
        price_minor -> BigInt,
    }
}

diesel::table! {
    vouchers (id) {
        id -> BigInt,
        code -> Text,
        code_key -> Text,
        tag -> Text,
        note -> Text,
        kind -> Text,
        value -> BigInt,
        rate_id -> Nullable<BigInt>,
        valid_from -> Nullable<Timestamp>,
        valid_until -> Nullable<Timestamp>,
        max_uses -> Nullable<BigInt>,
        max_uses_per_customer -> Nullable<BigInt>,
        min_places -> BigInt,
        max_places -> Nullable<BigInt>,
        budget_minor -> Nullable<BigInt>,
        active -> Bool,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    voucher_limits (voucher_id, kind, target) {
        voucher_id -> BigInt,
        kind -> Text,
        target -> Text,
    }
}

diesel::table! {
    voucher_uses (id) {
        id -> BigInt,
        voucher_id -> BigInt,
        basket_id -> Nullable<BigInt>,
        order_id -> Nullable<BigInt>,
        visitor_id -> Nullable<BigInt>,
        account_id -> Nullable<BigInt>,
        email_key -> Text,
        code -> Text,
        discount_minor -> BigInt,
        expires_at -> Nullable<Timestamp>,
        used_at -> Timestamp,
    }
}

diesel::table! {
    baskets (id) {
        id -> BigInt,
        visitor_id -> BigInt,
        started_at -> Timestamp,
        expires_at -> Timestamp,
        extended -> Bool,
    }
}

diesel::table! {
    basket_lines (id) {
        id -> BigInt,
        basket_id -> BigInt,
        performance_id -> BigInt,
        seat_id -> BigInt,
        rate_id -> BigInt,
        added_at -> Timestamp,
    }
}

diesel::table! {
    orders (id) {
        id -> BigInt,
        number -> Text,
        visitor_id -> Nullable<BigInt>,
        account_id -> Nullable<BigInt>,
        key -> Text,
        state -> Text,
        outcome -> Text,
        buyer_name -> Text,
        buyer_email -> Text,
        locale -> Text,
        channel -> Text,
        currency -> Text,
        total_minor -> BigInt,
        refunded_minor -> BigInt,
        placed_at -> Timestamp,
        expires_at -> Timestamp,
        paid_at -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
        replacement_until -> Nullable<Timestamp>,
        note -> Text,
    }
}

diesel::table! {
    order_lines (id) {
        id -> BigInt,
        order_id -> BigInt,
        performance_id -> BigInt,
        seat_id -> BigInt,
        rate_id -> BigInt,
        zone_name -> Text,
        numbered -> Bool,
        row_label -> Text,
        seat_label -> Text,
        category_id -> BigInt,
        category_name -> Text,
        seat_kind -> Text,
        rate_name -> Text,
        price_minor -> BigInt,
        vat_rate_bp -> Integer,
        void -> Bool,
        list_price_minor -> Nullable<BigInt>,
    }
}

diesel::table! {
    claims (performance_id, seat_id) {
        performance_id -> BigInt,
        seat_id -> BigInt,
        status -> Text,
        basket_id -> Nullable<BigInt>,
        order_id -> Nullable<BigInt>,
        expires_at -> Nullable<Timestamp>,
        reason -> Text,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    tickets (id) {
        id -> BigInt,
        number -> Text,
        order_id -> BigInt,
        order_line_id -> BigInt,
        performance_id -> BigInt,
        seat_id -> BigInt,
        secret_hash -> Text,
        secret -> Binary,
        holder -> Text,
        state -> Text,
        sold_at -> Text,
        issued_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
        used_where -> Text,
        voided_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    payments (id) {
        id -> BigInt,
        order_id -> BigInt,
        method -> Text,
        state -> Text,
        attempt -> Integer,
        amount_minor -> BigInt,
        currency -> Text,
        provider_order_id -> Nullable<Text>,
        provider_capture_id -> Nullable<Text>,
        approve_url -> Nullable<Text>,
        reason -> Text,
        checks -> Integer,
        next_check_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        completed_at -> Nullable<Timestamp>,
        seen_state -> Text,
        seen_captured_minor -> Nullable<BigInt>,
        seen_refunded_minor -> Nullable<BigInt>,
        seen_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    refunds (id) {
        id -> BigInt,
        order_id -> BigInt,
        payment_id -> BigInt,
        amount_minor -> BigInt,
        currency -> Text,
        reason -> Text,
        state -> Text,
        provider_refund_id -> Nullable<Text>,
        requested_by -> Nullable<BigInt>,
        checks -> Integer,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        completed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    ledger_entries (id) {
        id -> BigInt,
        movement -> Text,
        ledger_account -> Text,
        amount_minor -> BigInt,
        currency -> Text,
        order_id -> Nullable<BigInt>,
        payment_id -> Nullable<BigInt>,
        refund_id -> Nullable<BigInt>,
        booked_at -> Timestamp,
    }
}

diesel::table! {
    journal (number) {
        number -> BigInt,
        happened_at -> Timestamp,
        kind -> Text,
        order_id -> Nullable<BigInt>,
        body -> Text,
        previous_hash -> Text,
        hash -> Text,
    }
}

diesel::table! {
    webhook_events (event_id) {
        event_id -> Text,
        kind -> Text,
        resource_id -> Text,
        received_at -> Timestamp,
        handled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    attention (id) {
        id -> BigInt,
        kind -> Text,
        subject -> Text,
        order_id -> Nullable<BigInt>,
        payment_id -> Nullable<BigInt>,
        detail -> Text,
        created_at -> Timestamp,
        resolved_at -> Nullable<Timestamp>,
        resolved_by -> Nullable<BigInt>,
        resolution -> Text,
    }
}

diesel::table! {
    outbox (id) {
        id -> BigInt,
        kind -> Text,
        body -> Text,
        dedupe -> Nullable<Text>,
        due_at -> Timestamp,
        attempts -> Integer,
        last_error -> Text,
        created_at -> Timestamp,
        done_at -> Nullable<Timestamp>,
        failed_at -> Nullable<Timestamp>,
        order_id -> Nullable<BigInt>,
        about -> Text,
    }
}

diesel::table! {
    comments (id) {
        id -> BigInt,
        show_id -> BigInt,
        account_id -> BigInt,
        body -> Text,
        has_seen_it -> Bool,
        written_at -> Timestamp,
        edited_at -> Nullable<Timestamp>,
        removed_at -> Nullable<Timestamp>,
        hidden_reason -> Nullable<Text>,
        reply -> Nullable<Text>,
    }
}

diesel::table! {
    comment_reports (comment_id, account_id) {
        comment_id -> BigInt,
        account_id -> BigInt,
        reason -> Text,
        created_at -> Timestamp,
        settled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    idempotency_keys (scope, key) {
        scope -> Text,
        key -> Text,
        request_hash -> Text,
        status -> Nullable<Integer>,
        answer -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    opening_hours (weekday, opens_minute) {
        weekday -> Integer,
        opens_minute -> Integer,
        closes_minute -> Integer,
    }
}

diesel::table! {
    staff_presence (account_id) {
        account_id -> BigInt,
        state -> Text,
        back_at -> Nullable<Timestamp>,
        set_at -> Timestamp,
    }
}

diesel::table! {
    conversations (id) {
        id -> BigInt,
        account_id -> Nullable<BigInt>,
        visitor_id -> Nullable<BigInt>,
        last_visitor_id -> Nullable<BigInt>,
        name -> Text,
        email -> Nullable<Text>,
        locale -> Text,
        state -> Text,
        assigned_to -> Nullable<BigInt>,
        last_sequence -> BigInt,
        last_side -> Text,
        excerpt -> Text,
        search_key -> Text,
        last_at -> Timestamp,
        visitor_delivered -> BigInt,
        visitor_read -> BigInt,
        staff_delivered -> BigInt,
        staff_read -> BigInt,
        blocked_at -> Nullable<Timestamp>,
        blocked_reason -> Text,
        report_count -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    messages (id) {
        id -> BigInt,
        conversation_id -> BigInt,
        sequence -> BigInt,
        client_id -> Text,
        side -> Text,
        account_id -> Nullable<BigInt>,
        body -> Text,
        search_key -> Text,
        sent_at -> Timestamp,
    }
}

diesel::table! {
    attachments (id) {
        id -> BigInt,
        visitor_id -> BigInt,
        message_id -> Nullable<BigInt>,
        kind -> Text,
        name -> Text,
        size_bytes -> BigInt,
        width -> Integer,
        height -> Integer,
        bytes -> Binary,
        uploaded_at -> Timestamp,
    }
}

diesel::table! {
    conversation_notes (id) {
        id -> BigInt,
        conversation_id -> BigInt,
        account_id -> BigInt,
        body -> Text,
        written_at -> Timestamp,
    }
}

diesel::table! {
    conversation_reports (id) {
        id -> BigInt,
        conversation_id -> BigInt,
        side -> Text,
        reason -> Text,
        reported_at -> Timestamp,
    }
}

diesel::table! {
    prepared_answers (id) {
        id -> BigInt,
        title -> Text,
        body -> Text,
    }
}

diesel::table! {
    notices (id) {
        id -> BigInt,
        account_id -> Nullable<BigInt>,
        visitor_id -> Nullable<BigInt>,
        kind -> Text,
        body -> Text,
        dedupe -> Text,
        happened_at -> Timestamp,
        read_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    notice_settings (account_id, kind) {
        account_id -> BigInt,
        kind -> Text,
        wanted -> Bool,
    }
}

diesel::table! {
    house_logos (sha256) {
        sha256 -> Text,
        bytes -> Binary,
    }
}

diesel::table! {
    mail_templates (kind, locale) {
        kind -> Text,
        locale -> Text,
        subject -> Text,
        opening -> Text,
        closing -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    paypal_account (id) {
        id -> BigInt,
        place -> Text,
        base_url -> Text,
        client_id -> Text,
        sealed_secret -> Text,
        secret_end -> Text,
        webhook_id -> Nullable<Text>,
        version -> BigInt,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    changes (id) {
        id -> BigInt,
        happened_at -> Timestamp,
        account_id -> Nullable<BigInt>,
        impersonator_id -> Nullable<BigInt>,
        noun -> Text,
        object_id -> Text,
        title -> Text,
        act -> Text,
        fields -> Text,
    }
}

diesel::table! {
    reschedulings (id) {
        id -> BigInt,
        performance_id -> BigInt,
        kind -> Text,
        exchange_to -> Nullable<BigInt>,
        reason -> Text,
        previous_starts_at -> Timestamp,
        answer_until -> Nullable<Timestamp>,
        decided_by -> BigInt,
        decided_at -> Timestamp,
    }
}

diesel::table! {
    sales_lines (id) {
        id -> BigInt,
        movement -> Text,
        kind -> Text,
        order_id -> BigInt,
        order_line_id -> BigInt,
        performance_id -> BigInt,
        rate_id -> BigInt,
        category_name -> Text,
        vat_rate_bp -> Integer,
        channel -> Text,
        method -> Text,
        currency -> Text,
        amount_minor -> BigInt,
        price_minor -> BigInt,
        discount_minor -> BigInt,
        tickets -> BigInt,
        booked_at -> Timestamp,
        booked_day -> Date,
    }
}

diesel::table! {
    rescheduled_orders (rescheduling_id, order_id) {
        rescheduling_id -> BigInt,
        order_id -> BigInt,
        state -> Text,
        due_at -> Nullable<Timestamp>,
        refund_minor -> BigInt,
        by_hand -> Bool,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    closings (number) {
        number -> BigInt,
        day -> Date,
        closed_at -> Timestamp,
        closed_by -> BigInt,
        document -> Text,
    }
}

diesel::table! {
    saved_views (id) {
        id -> BigInt,
        account_id -> BigInt,
        noun -> Text,
        name -> Text,
        query -> Text,
        shared -> Bool,
        created_at -> Timestamp,
    }
}

diesel::joinable!(sessions -> visitors (visitor_id));
diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(mail_tokens -> accounts (account_id));
diesel::joinable!(picture_files -> pictures (picture_id));
diesel::joinable!(shows -> genres (genre_id));
diesel::joinable!(shows -> pictures (picture_id));
diesel::joinable!(credits -> shows (show_id));
diesel::joinable!(credits -> people (person_id));
diesel::joinable!(seating_plans -> venues (venue_id));
diesel::joinable!(plan_categories -> seating_plans (plan_id));
diesel::joinable!(plan_zones -> seating_plans (plan_id));
diesel::joinable!(plan_zones -> plan_categories (category_id));
diesel::joinable!(seats -> seating_plans (plan_id));
diesel::joinable!(seats -> plan_zones (zone_id));
diesel::joinable!(seats -> plan_categories (category_id));
diesel::joinable!(performances -> shows (show_id));
diesel::joinable!(performances -> seating_plans (plan_id));
diesel::joinable!(prices -> performances (performance_id));
diesel::joinable!(prices -> plan_categories (category_id));
diesel::joinable!(prices -> rates (rate_id));
diesel::joinable!(baskets -> visitors (visitor_id));
diesel::joinable!(basket_lines -> baskets (basket_id));
diesel::joinable!(basket_lines -> performances (performance_id));
diesel::joinable!(basket_lines -> seats (seat_id));
diesel::joinable!(basket_lines -> rates (rate_id));
diesel::joinable!(orders -> visitors (visitor_id));
diesel::joinable!(orders -> accounts (account_id));
diesel::joinable!(order_lines -> orders (order_id));
diesel::joinable!(order_lines -> performances (performance_id));
diesel::joinable!(order_lines -> seats (seat_id));
diesel::joinable!(order_lines -> rates (rate_id));
diesel::joinable!(order_lines -> plan_categories (category_id));
diesel::joinable!(claims -> performances (performance_id));
diesel::joinable!(claims -> seats (seat_id));
diesel::joinable!(tickets -> orders (order_id));
diesel::joinable!(tickets -> order_lines (order_line_id));
diesel::joinable!(tickets -> performances (performance_id));
diesel::joinable!(tickets -> seats (seat_id));
diesel::joinable!(payments -> orders (order_id));
diesel::joinable!(refunds -> orders (order_id));
diesel::joinable!(refunds -> payments (payment_id));
diesel::joinable!(refunds -> accounts (requested_by));
diesel::joinable!(ledger_entries -> orders (order_id));
diesel::joinable!(ledger_entries -> payments (payment_id));
diesel::joinable!(ledger_entries -> refunds (refund_id));
diesel::joinable!(sales_lines -> orders (order_id));
diesel::joinable!(sales_lines -> performances (performance_id));
diesel::joinable!(closings -> accounts (closed_by));
diesel::joinable!(attention -> orders (order_id));
diesel::joinable!(attention -> payments (payment_id));
diesel::joinable!(attention -> accounts (resolved_by));
diesel::joinable!(second_factors -> accounts (account_id));
diesel::joinable!(webhook_deliveries -> webhook_endpoints (endpoint_id));
diesel::joinable!(comments -> shows (show_id));
diesel::joinable!(comments -> accounts (account_id));
diesel::joinable!(comment_reports -> comments (comment_id));
diesel::joinable!(comment_reports -> accounts (account_id));
diesel::joinable!(messages -> conversations (conversation_id));
diesel::joinable!(attachments -> messages (message_id));
diesel::joinable!(rescheduled_orders -> reschedulings (rescheduling_id));

diesel::joinable!(voucher_uses -> vouchers (voucher_id));

diesel::allow_tables_to_appear_in_same_query!(
    house,
    counters,
    accounts,
    visitors,
    sessions,
    mail_tokens,
    second_factors,
    recovery_codes,
    invitations,
    api_clients,
    webhook_endpoints,
    webhook_deliveries,
    genres,
    people,
    pictures,
    picture_files,
    shows,
    credits,
    venues,
    seating_plans,
    plan_categories,
    plan_zones,
    seats,
    rates,
    performances,
    prices,
    vouchers,
    voucher_limits,
    voucher_uses,
    baskets,
    basket_lines,
    orders,
    order_lines,
    claims,
    tickets,
    payments,
    refunds,
    ledger_entries,
    journal,
    webhook_events,
    attention,
    outbox,
    comments,
    comment_reports,
    idempotency_keys,
    opening_hours,
    staff_presence,
    conversations,
    messages,
    attachments,
    conversation_notes,
    conversation_reports,
    prepared_answers,
    notices,
    notice_settings,
    house_logos,
    mail_templates,
    paypal_account,
    changes,
    saved_views,
    reschedulings,
    rescheduled_orders,
    sales_lines,
    closings,
);
