//! The visitors' program: the contexts around everything, and which page belongs to which address.

use crate::accounts::account_page::AccountPage;
use crate::accounts::confirm_email_page::ConfirmEmailPage;
use crate::accounts::confirm_page::ConfirmPage;
use crate::accounts::new_password_page::NewPasswordPage;
use crate::accounts::register_page::RegisterPage;
use crate::accounts::request_reset_page::RequestResetPage;
use crate::accounts::sign_in_page::SignInPage;
use crate::address::AddressProvider;
use crate::basket::basket_page::BasketPage;
use crate::catalogue::programme_page::ProgrammePage;
use crate::catalogue::show_page::ShowPage;
use crate::checkout::checkout_page::CheckoutPage;
use crate::house::accessibility_page::AccessibilityPage;
use crate::house::text_page::{HouseText, TextPage};
use crate::later::{Rest, use_rest};
use crate::layout::not_found_page::NotFoundPage;
use crate::layout::shell::Shell;
use crate::load::Refused;
use crate::orders::order_page::OrderPage;
use crate::orders::orders_page::OrdersPage;
use crate::orders::payment_cancelled_page::PaymentCancelledPage;
use crate::orders::payment_return_page::PaymentReturnPage;
use crate::route::{Route, use_route};
use crate::seating::seats_page::SeatsPage;
use crate::state::basket::BasketProvider;
use crate::state::notices::NoticesProvider;
use crate::state::session::SessionProvider;
use crate::texts::LanguageProvider;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::skeleton::Skeleton;
use yew::prelude::*;

#[component]
pub fn App() -> Html {
    html! {
        <AddressProvider>
            <LanguageProvider>
                <NoticesProvider>
                    <SessionProvider>
                        <BasketProvider>
                            <Shell><Page /></Shell>
                        </BasketProvider>
                    </SessionProvider>
                </NoticesProvider>
            </LanguageProvider>
        </AddressProvider>
    }
}

/// The page at the present address.
#[component]
fn Page() -> Html {
    let route = use_route();
    let (rest, on_retry) = use_rest();
    match (rest, route) {
        (Rest::Here, route) => page(route),
        (_, route) if !route.comes_later() => page(route),
        (Rest::Lost, _) => {
            html! { <div class="page"><ErrorPanel title_tag="h1" refused={Refused::Offline} {on_retry} /></div> }
        }
        _ => html! { <div class="page"><Skeleton kind="page" count={6} /></div> },
    }
}

fn page(route: Route) -> Html {
    match route {
        Route::Programme => html! { <ProgrammePage /> },
        Route::Show { slug } => html! { <ShowPage {slug} /> },
        Route::Seats { id } => html! { <SeatsPage {id} /> },
        Route::Basket => html! { <BasketPage /> },
        Route::Checkout => html! { <CheckoutPage /> },
        Route::Orders => html! { <OrdersPage /> },
        Route::Order { id } => html! { <OrderPage {id} /> },
        Route::PaymentReturn { id } => html! { <PaymentReturnPage {id} /> },
        Route::PaymentCancelled { id } => html! { <PaymentCancelledPage {id} /> },
        Route::Account => html! { <AccountPage /> },
        Route::SignIn => html! { <SignInPage /> },
        Route::Register => html! { <RegisterPage /> },
        Route::ConfirmAccount => html! { <ConfirmPage /> },
        Route::ConfirmEmail => html! { <ConfirmEmailPage /> },
        Route::RequestReset => html! { <RequestResetPage /> },
        Route::NewPassword => html! { <NewPasswordPage /> },
        Route::Legal => html! { <TextPage which={HouseText::LegalNotice} /> },
        Route::Terms => html! { <TextPage which={HouseText::Terms} /> },
        Route::Accessibility => html! { <AccessibilityPage /> },
        // The server answers addresses of the staff with their own program.
        Route::Staff | Route::StaffInbox | Route::NotFound => html! { <NotFoundPage /> },
    }
}
