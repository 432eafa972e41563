//! The requests of who works here, of one's own second factor, and of programs with a key.

use super::request::{Answer, bare, change, done, done_with, read};
use gloo_net::http::Method;
use shared::accounts::{
    ConfirmSecondFactor, EnrolSecondFactor, Enrolment, ProveSecondFactor, RecoveryCodes, Role, SecondFactor, Session,
};
use shared::ids::{AccountId, ApiClientId, InvitationId};
use shared::partners::{ApiClient, CreateApiClient, NewApiClient};
use shared::staff::{ChangeRole, Invitation, SetStaffState, StaffMember};

pub fn list_staff() -> impl Future<Output = Answer<Vec<StaffMember>>> + use<> {
    read("/admin/staff")
}

pub fn resend_invitation(id: InvitationId) -> impl Future<Output = Answer<Invitation>> + use<> {
    bare(Method::POST, &format!("/admin/staff/invitations/{id}/resend"))
}

pub fn revoke_invitation(id: InvitationId) -> impl Future<Output = Answer<()>> + use<> {
    done(Method::DELETE, &format!("/admin/staff/invitations/{id}"))
}

pub fn change_role(id: AccountId, role: Option<Role>) -> impl Future<Output = Answer<StaffMember>> + use<> {
    change(Method::PUT, &format!("/admin/staff/{id}/role"), &ChangeRole { role })
}

pub fn set_staff_state(id: AccountId, disabled: bool) -> impl Future<Output = Answer<StaffMember>> + use<> {
    change(Method::PUT, &format!("/admin/staff/{id}/state"), &SetStaffState { disabled })
}

pub fn reset_second_factor(id: AccountId) -> impl Future<Output = Answer<()>> + use<> {
    done(Method::DELETE, &format!("/admin/staff/{id}/second-factor"))
}

/// This browser acts as the customer from now on.
pub fn begin_impersonation(id: AccountId) -> impl Future<Output = Answer<Session>> + use<> {
    bare(Method::POST, &format!("/admin/customers/{id}/impersonation"))
}

/// Whoever acts as a customer is themselves again.
pub fn end_impersonation() -> impl Future<Output = Answer<Session>> + use<> {
    bare(Method::DELETE, "/session/impersonation")
}

// --- one's own second factor

pub fn second_factor() -> impl Future<Output = Answer<SecondFactor>> + use<> {
    read("/account/second-factor")
}

pub fn enrol_second_factor(proof: &EnrolSecondFactor) -> impl Future<Output = Answer<Enrolment>> + use<> {
    change(Method::POST, "/account/second-factor", proof)
}

pub fn confirm_second_factor(code: &ConfirmSecondFactor) -> impl Future<Output = Answer<RecoveryCodes>> + use<> {
    change(Method::POST, "/account/second-factor/confirm", code)
}

pub fn renew_recovery_codes(proof: &ProveSecondFactor) -> impl Future<Output = Answer<RecoveryCodes>> + use<> {
    change(Method::POST, "/account/second-factor/recovery-codes", proof)
}

pub fn disable_second_factor(proof: &ProveSecondFactor) -> impl Future<Output = Answer<()>> + use<> {
    done_with(Method::DELETE, "/account/second-factor", proof)
}

// --- programs with a key

pub fn list_api_clients() -> impl Future<Output = Answer<Vec<ApiClient>>> + use<> {
    read("/admin/api-clients")
}

pub fn create_api_client(client: &CreateApiClient) -> impl Future<Output = Answer<NewApiClient>> + use<> {
    change(Method::POST, "/admin/api-clients", client)
}

pub fn revoke_api_client(id: ApiClientId) -> impl Future<Output = Answer<()>> + use<> {
    done(Method::DELETE, &format!("/admin/api-clients/{id}"))
}
