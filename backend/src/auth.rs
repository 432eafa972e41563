//! Who asks: the session cookie, and extractors that say in a handler's signature who may call it.

use crate::accounts;
use crate::accounts::sessions::{self, Browser, Recognised, Who};
use crate::app::App;
use crate::changes::Actor;
use crate::config::Config;
use crate::error::{Error, Fallible, problem};
use crate::partners::{self, Known};
use actix_web::body::{EitherBody, MessageBody};
use actix_web::cookie::{Cookie, SameSite, time::Duration as CookieDuration};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::{AUTHORIZATION, ORIGIN, USER_AGENT};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::future::LocalBoxFuture;
use shared::accounts::Role;
use shared::ids::{AccountId, SessionId, VisitorId};
use shared::partners::Scope;
use shared::refusal::Refusal;

/// The header that a page of ours sends with everything that changes something; other sites cannot.
pub const CSRF_HEADER: &str = "x-billetterie";
/// How long a browser keeps the cookie; the token inside lives 15 minutes and is renewed by rotation.
const COOKIE_DAYS: i64 = 180;

/// Whoever asks, known or not: for what anybody may read.
pub struct Anyone(pub Option<Who>);

impl Anyone {
    /// Refuses whoever acts as somebody else.
    pub fn in_person(&self) -> Fallible<()> {
        self.0.as_ref().map_or(Ok(()), Who::in_person)
    }
}

/// A browser with a session; one without gets it now. For baskets.
pub struct Visitor {
    pub session: SessionId,
    pub visitor: VisitorId,
    pub account: Option<AccountId>,
}

/// Somebody who is signed in.
pub struct Customer {
    pub session: SessionId,
    pub visitor: VisitorId,
    pub account: AccountId,
    pub role: Option<Role>,
    /// Of the staff, but without the second factor that the house asks for; then there is no role.
    pub must_enrol: bool,
    who: Who,
}

impl Customer {
    /// Refuses whoever acts as somebody else.
    pub fn in_person(&self) -> Fallible<()> {
        self.who.in_person()
    }
}

/// Somebody of the staff; each handler says which role it needs.
pub struct Staff {
    pub account: AccountId,
    pub role: Role,
}

impl Staff {
    /// Who they are in the audit trail.
    pub const fn actor(&self) -> Actor {
        Actor::of(self.account)
    }

    /// Refuses everybody but these roles; an admin may do everything.
    pub fn require(&self, roles: &[Role]) -> Fallible<()> {
        let allowed = self.role == Role::Admin || roles.contains(&self.role);
        if allowed { Ok(()) } else { Err(Refusal::Forbidden.into()) }
    }
}

/// Somebody of the staff, or a program of a third party; each handler says which role or which scope it needs.
pub struct Agent {
    /// The member of the staff, or whoever gave the program its key.
    pub account: AccountId,
    kind: AgentKind,
}

enum AgentKind {
    Staff(Role),
    Program(Vec<Scope>),
}

impl Agent {
    /// Refuses staff without one of these roles (an admin may do everything) and programs without the scope.
    pub fn require(&self, roles: &[Role], scope: Scope) -> Fallible<()> {
        let allowed = match &self.kind {
            AgentKind::Staff(role) => *role == Role::Admin || roles.contains(role),
            AgentKind::Program(scopes) => scopes.contains(&scope),
        };
        if allowed { Ok(()) } else { Err(Refusal::Forbidden.into()) }
    }
}

/// A cookie that the answer must carry.
#[derive(Clone)]
enum Outgoing {
    Set(String),
    Remove,
}

#[derive(Clone)]
struct Recalled(Option<Who>);

impl FromRequest for Anyone {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Fallible<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { who(&request).await.map(Self) })
    }
}

impl FromRequest for Visitor {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Fallible<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let known = match who(&request).await? {
                Some(known) => known,
                None => welcome(&request).await?,
            };
            Ok(Self {
                session: known.session,
                visitor: known.visitor,
                account: known.account.map(|(account, _)| account),
            })
        })
    }
}

impl FromRequest for Customer {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Fallible<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            if let Some(bearer) = bearer(&request) {
                // Known or not, a program is nobody who signs in.
                program(&request, bearer).await?;
                return Err(Refusal::Forbidden.into());
            }
            let known = who(&request).await?.ok_or(Refusal::SignInNeeded)?;
            let (account, role) = known.account.ok_or(Refusal::SignInNeeded)?;
            let (session, visitor) = (known.session, known.visitor);
            Ok(Self { session, visitor, account, role, must_enrol: known.must_enrol, who: known })
        })
    }
}

impl FromRequest for Staff {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Fallible<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let customer = Customer::from_request(request, payload);
        Box::pin(async move {
            let customer = customer.await?;
            if customer.must_enrol {
                return Err(Refusal::SecondFactorEnrol.into());
            }
            let role = customer.role.ok_or(Refusal::Forbidden)?;
            Ok(Self { account: customer.account, role })
        })
    }
}

impl FromRequest for Agent {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Fallible<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let staff = Staff::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            let Some(bearer) = bearer(&request) else {
                let Staff { account, role } = staff.await?;
                return Ok(Self { account, kind: AgentKind::Staff(role) });
            };
            let Known { account, scopes, .. } = program(&request, bearer).await?;
            Ok(Self { account, kind: AgentKind::Program(scopes) })
        })
    }
}

/// Puts a session's token into the answer's cookie.
pub fn remember(request: &HttpRequest, token: String) {
    request.extensions_mut().insert(Outgoing::Set(token));
}

/// Takes the cookie away.
pub fn forget(request: &HttpRequest) {
    request.extensions_mut().insert(Outgoing::Remove);
    request.extensions_mut().insert(Recalled(None));
}

/// The browser that asks, for a sign-in.
pub fn browser(request: &HttpRequest, asker: &Anyone) -> Browser {
    Browser { known: asker.0, device: device(request) }
}

/// The browser in the words of its own header, shortened.
fn device(request: &HttpRequest) -> String {
    let agent = request.headers().get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    agent.chars().filter(|c| !c.is_control()).take(300).collect()
}

/// Refuses a password that is not the account's; returns the hash that it fitted, for the transaction to compare.
pub async fn check_password(app: &App, account: AccountId, password: &str) -> Fallible<String> {
    let known = app.db.read(move |conn| accounts::own_credentials(conn, account)).await?;
    app.limits.try_password(&known.email.key())?;
    let fits = app.passwords.fits(password, Some(&known.password_hash)).await?;
    if fits { Ok(known.password_hash) } else { Err(Refusal::WrongPassword.into()) }
}

/// What a program says who it is with.
fn bearer(request: &HttpRequest) -> Option<String> {
    request.headers().get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ").map(|bearer| bearer.trim().to_owned())
}

/// The program with this key or token.
async fn program(request: &HttpRequest, bearer: String) -> Fallible<Known> {
    let app = app_of(request)?;
    let (now, tokens) = (app.clock.now(), app.client_tokens.clone());
    let known = app.db.read(move |conn| partners::recognise(conn, &tokens, &bearer, now)).await?;
    let known = known.ok_or(Refusal::SignInNeeded)?;
    app.limits.try_client(known.client)?;
    if known.is_use_due {
        let client = known.client;
        app.db.write(move |conn| partners::note_use(conn, client, now)).await?;
    }
    Ok(known)
}

async fn who(request: &HttpRequest) -> Fallible<Option<Who>> {
    if bearer(request).is_some() {
        // Whoever comes with a key is not the browser whose cookie may be there, too.
        return Ok(None);
    }
    if let Some(known) = request.extensions().get::<Recalled>() {
        return Ok(known.0);
    }
    let app = app_of(request)?;
    let token = request.cookie(cookie_name(&app.config)).map(|cookie| cookie.value().to_owned());
    let known = match token {
        None => None,
        Some(token) => recognise(request, &app, token).await?,
    };
    request.extensions_mut().insert(Recalled(known));
    Ok(known)
}

async fn recognise(request: &HttpRequest, app: &Data<App>, token: String) -> Fallible<Option<Who>> {
    let now = app.clock.now();
    let Some(claims) = app.tokens.read(&token) else {
        remove_cookie(request);
        return Ok(None);
    };
    if claims.is_fresh(now) {
        let fresh = claims.clone();
        match app.db.read(move |conn| sessions::recognise(conn, &fresh, now)).await? {
            Recognised::Known(known) => return Ok(Some(known)),
            Recognised::FirstUse(known) => {
                app.db.write(move |conn| sessions::touch(conn, known.session, now)).await?;
                return Ok(Some(known));
            }
            Recognised::Doubtful => {}
        }
    }
    // Fifteen minutes are over, or the token is from before: the session is looked up by its secret.
    let keys = app.tokens.clone();
    let renewed = app.db.write(move |conn| sessions::renew(conn, &keys, &claims, now)).await?;
    match renewed {
        Some((known, token)) => {
            if let Some(token) = token {
                remember(request, token);
            }
            Ok(Some(known))
        }
        None => {
            remove_cookie(request);
            Ok(None)
        }
    }
}

async fn welcome(request: &HttpRequest) -> Fallible<Who> {
    let app = app_of(request)?;
    let (now, keys, device) = (app.clock.now(), app.tokens.clone(), device(request));
    let (known, token) = app.db.write(move |conn| sessions::start(conn, &keys, &device, None, now)).await?;
    remember(request, token);
    request.extensions_mut().insert(Recalled(Some(known)));
    Ok(known)
}

fn remove_cookie(request: &HttpRequest) {
    request.extensions_mut().insert(Outgoing::Remove);
}

fn app_of(request: &HttpRequest) -> Fallible<Data<App>> {
    request.app_data::<Data<App>>().cloned().ok_or_else(|| Error::fault("find the application", "no state"))
}

/// Behind TLS the name makes browsers bind the cookie to this host.
fn cookie_name(config: &Config) -> &'static str {
    if config.is_https() { "__Host-billetterie" } else { "billetterie" }
}

/// Refuses what another site could have sent, and puts cookies into answers.
pub async fn guard(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody>>, actix_web::Error> {
    let app = app_of(request.request())?;
    if !is_same_site(&request, &app.config) {
        return Ok(request.into_response(problem(Refusal::CrossSite)).map_into_right_body());
    }
    let mut response = next.call(request).await?;
    let outgoing = response.request().extensions().get::<Outgoing>().cloned();
    let cookie = |value: String| {
        Cookie::build(cookie_name(&app.config), value)
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(app.config.is_https())
    };
    let cookie = match outgoing {
        None => None,
        Some(Outgoing::Set(token)) => Some(cookie(token).max_age(CookieDuration::days(COOKIE_DAYS)).finish()),
        Some(Outgoing::Remove) => Some(cookie(String::new()).max_age(CookieDuration::ZERO).finish()),
    };
    if let Some(cookie) = cookie {
        response.response_mut().add_cookie(&cookie).map_err(|cause| Error::fault("set a cookie", cause))?;
    }
    Ok(response.map_into_left_body())
}

/// Whether a change comes from a page of ours or from a program, not from another site's page.
///
/// The header alone keeps other sites out: they cannot send it without being asked first, and we never say yes. The
/// Origin is the second lock: browsers send it with every change, so with our cookie it must be there and be ours.
fn is_same_site(request: &ServiceRequest, config: &Config) -> bool {
    // No page can send them for somebody: they prove who they are themselves, and no cookie counts.
    let is_program = request.path().starts_with("/api/v1/webhooks/")
        || request.path() == "/api/v1/oauth/token"
        || bearer(request.request()).is_some();
    if request.method().is_safe() || is_program {
        return true;
    }
    request.headers().contains_key(CSRF_HEADER) && is_own_page(request.request(), config)
}

/// Whether a request comes from a page of ours, or from a program that has no cookie somebody could abuse.
pub fn is_own_page(request: &HttpRequest, config: &Config) -> bool {
    match request.headers().get(ORIGIN) {
        Some(origin) => origin.as_bytes() == config.public_url.origin().ascii_serialization().as_bytes(),
        None => request.cookie(cookie_name(config)).is_none(),
    }
}
