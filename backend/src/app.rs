//! The application: its state, and the list of all routes. `main` and the tests build the same one.

use crate::accounts::passwords::Passwords;
use crate::accounts::tokens::Tokens;
use crate::announce::Owner;
use crate::clock::Clock;
use crate::conditional::{self, Caching};
use crate::config::Config;
use crate::courier::Courier;
use crate::db::Db;
use crate::error::{Fallible, problem};
use crate::limits::Limits;
use crate::live::Live;
use crate::mail::Mailer;
use crate::paypal::{Paypal, switch::Switch};
use crate::seating::cache::PlanCache;
use crate::settings::setup::SetupCode;
use crate::site::{Site, reference};
use crate::telemetry::{Metrics, observe};
use crate::{auth, checkout, limits, partners, payments, request, tickets};
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{Bytes, Data, PayloadConfig};
use actix_web::{App as WebApp, HttpRequest, HttpResponse};
use shared::live::{BoxOfficePresence, VisitorHere};
use shared::refusal::Refusal;
use std::sync::Arc;
use utoipa::OpenApi;
use utoipa_actix_web::AppExt;
use utoipa_actix_web::service_config::ServiceConfig;

/// What every handler and the worker may use. Cheap to clone.
#[derive(Clone)]
pub struct App {
    pub config: Arc<Config>,
    pub db: Db,
    pub clock: Clock,
    pub tokens: Tokens,
    pub passwords: Passwords,
    pub mailer: Mailer,
    /// Ask [`App::paypal`].
    pub paypal_switch: Switch,
    pub metrics: Metrics,
    pub limits: Arc<Limits>,
    pub site: Arc<Site>,
    pub plans: Arc<PlanCache>,
    pub live: Arc<Live>,
    pub ticket_keys: tickets::Keys,
    pub client_tokens: partners::tokens::Tokens,
    pub courier: Courier,
    /// Lets the first admin into a house without staff.
    pub setup_code: Arc<SetupCode>,
}

impl App {
    /// Puts the application together; opens the database, which must exist.
    pub fn new(config: Config, db: Db, mailer: Mailer) -> Fallible<Self> {
        let clock = config.clock();
        Ok(Self {
            tokens: Tokens::new(&config.secret_key),
            passwords: Passwords::new(),
            ticket_keys: tickets::Keys::new(&config.secret_key),
            client_tokens: partners::tokens::Tokens::new(&config.secret_key),
            courier: Courier::new()?,
            paypal_switch: Switch::new(&config.paypal, clock.clone())?,
            setup_code: Arc::default(),
            metrics: Metrics::new()?,
            limits: Arc::new(Limits::new(&config)),
            site: Arc::new(Site::load(config.site_folder.as_deref())?),
            plans: Arc::default(),
            live: Arc::new(Live::new(clock.now())?),
            config: Arc::new(config),
            db,
            clock,
            mailer,
        })
    }
}

impl App {
    /// The account at PayPal; none while nobody named one.
    pub async fn paypal(&self) -> Fallible<Option<Arc<Paypal>>> {
        self.paypal_switch.current(async || crate::settings::http::paypal::stored(self).await).await
    }

    /// Whether the box office is there, for those who write to it.
    pub async fn office(&self) -> Fallible<BoxOfficePresence> {
        crate::live::telling::office(self).await
    }

    /// Where somebody is on the site; none when they are not.
    pub async fn visitor_here(&self, owner: Owner) -> Fallible<Option<VisitorHere>> {
        crate::live::hearing::one(self, owner).await
    }
}

/// What the OpenAPI document says of the whole.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Billetterie",
        description = "The box office of a theatre: programme, seats, baskets, orders, payments and tickets."
    ),
    components(schemas(shared::refusal::Problem, Refusal))
)]
struct Document;

/// Every route under `/api/v1`, one line a capability.
fn routes(config: &mut ServiceConfig) {
    config
        .configure(crate::admin::http::routes)
        .configure(crate::house::http::routes)
        .configure(crate::accounts::http::routes)
        .configure(partners::http::routes)
        .configure(crate::seating::http::routes)
        .configure(crate::catalogue::http::routes)
        .configure(crate::vouchers::http::routes)
        .configure(crate::basket::http::routes)
        .configure(tickets::http::routes)
        .configure(payments::http::routes)
        .configure(checkout::http::routes)
        .configure(crate::dossier::http::routes)
        .configure(crate::comments::http::routes)
        .configure(crate::chat::http::routes)
        .configure(crate::notices::http::routes)
        .configure(crate::live::http::routes)
        .configure(crate::privacy::http::routes)
        .configure(crate::rescheduling::http::routes)
        .configure(crate::revenue::http::routes)
        .configure(crate::settings::http::routes);
}

/// The web application with all its layers, and the document of its routes.
pub fn build(
    app: App,
) -> (
    WebApp<
        impl ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<impl MessageBody>,
            Error = actix_web::Error,
            InitError = (),
        >,
    >,
    utoipa::openapi::OpenApi,
) {
    let (web, document) = WebApp::new()
        .into_utoipa_app()
        .openapi(Document::openapi())
        .service(utoipa_actix_web::scope("/api/v1").configure(routes))
        .split_for_parts();
    let described = Data::new(Described::new(&document));
    let web = web
        .app_data(Data::new(app))
        .app_data(described)
        .app_data(PayloadConfig::new(request::BODY_MAX_BYTES))
        .service(actix_web::web::resource("/health/live").to(live))
        .service(actix_web::web::resource("/health/ready").to(ready))
        .service(actix_web::web::resource("/api/openapi.json").to(openapi))
        .service(actix_web::web::resource("/api/docs").to(docs))
        .service(actix_web::web::resource("/api/docs.css").to(docs_style))
        .default_service(actix_web::web::to(crate::site::serve))
        .wrap(from_fn(request::refuse_nul))
        .wrap(from_fn(limits::limit))
        .wrap(from_fn(auth::guard))
        .wrap(Compress::default())
        .wrap(from_fn(crate::site::secure))
        .wrap(from_fn(observe));
    (web, document)
}

/// The OpenAPI document of all routes.
pub fn document() -> utoipa::openapi::OpenApi {
    let (_, document) = WebApp::new()
        .into_utoipa_app()
        .openapi(Document::openapi())
        .service(utoipa_actix_web::scope("/api/v1").configure(routes))
        .split_for_parts();
    document
}

async fn live() -> HttpResponse {
    HttpResponse::Ok().body("live")
}

/// Ready when the database answers and its tables are those of this program.
async fn ready(app: Data<App>) -> HttpResponse {
    match app.db.is_migrated().await {
        Ok(true) => HttpResponse::Ok().body("ready"),
        _ => problem(Refusal::Unavailable),
    }
}

/// The routes in the two forms that callers ask for, made once.
struct Described {
    json: Bytes,
    page: Bytes,
}

impl Described {
    fn new(document: &utoipa::openapi::OpenApi) -> Self {
        let value = serde_json::to_value(document).unwrap_or_default();
        Self { json: value.to_string().into(), page: reference::page(&value).into() }
    }
}

async fn openapi(request: HttpRequest, described: Data<Described>) -> HttpResponse {
    conditional::content(&request, described.json.clone(), "application/json", Caching::Revalidate)
}

async fn docs(request: HttpRequest, described: Data<Described>) -> HttpResponse {
    conditional::content(&request, described.page.clone(), "text/html; charset=utf-8", Caching::Revalidate)
}

async fn docs_style(request: HttpRequest) -> HttpResponse {
    conditional::content(&request, reference::STYLE.into(), "text/css; charset=utf-8", Caching::Revalidate)
}
