//! The contexts around everything, and which page belongs to which address.

use crate::basket::basket_page::BasketPage;
use crate::catalogue::programme_page::ProgrammePage;
use crate::catalogue::show_page::ShowPage;
use crate::checkout::checkout_page::CheckoutPage;
use crate::house::accessibility_page::AccessibilityPage;
use crate::house::text_page::{HouseText, TextPage};
use crate::layout::not_found_page::NotFoundPage;
use crate::layout::shell::Shell;
use crate::route::Route;
use crate::seating::seats_page::SeatsPage;
use crate::state::basket::BasketProvider;
use crate::state::notices::NoticesProvider;
use crate::state::session::SessionProvider;
use crate::texts::LanguageProvider;
use yew::prelude::*;
use yew_router::prelude::*;

#[component]
pub fn App() -> Html {
    html! {
        <BrowserRouter>
            <LanguageProvider>
                <NoticesProvider>
                    <SessionProvider>
                        <BasketProvider>
                            <Shell><Switch<Route> render={page} /></Shell>
                        </BasketProvider>
                    </SessionProvider>
                </NoticesProvider>
            </LanguageProvider>
        </BrowserRouter>
    }
}

fn page(route: Route) -> Html {
    match route {
        Route::Programme => html! { <ProgrammePage /> },
        Route::Show { slug } => html! { <ShowPage {slug} /> },
        Route::Seats { id } => html! { <SeatsPage {id} /> },
        Route::Basket => html! { <BasketPage /> },
        Route::Checkout => html! { <CheckoutPage /> },
        Route::Orders => html! { <NotFoundPage /> },
        Route::Order { id: _ } => html! { <NotFoundPage /> },
        Route::PaymentReturn { id: _ } => html! { <NotFoundPage /> },
        Route::PaymentCancelled { id: _ } => html! { <NotFoundPage /> },
        Route::Account => html! { <NotFoundPage /> },
        Route::SignIn => html! { <NotFoundPage /> },
        Route::Register => html! { <NotFoundPage /> },
        Route::ConfirmAccount => html! { <NotFoundPage /> },
        Route::ConfirmEmail => html! { <NotFoundPage /> },
        Route::RequestReset => html! { <NotFoundPage /> },
        Route::NewPassword => html! { <NotFoundPage /> },
        Route::Legal => html! { <TextPage which={HouseText::LegalNotice} /> },
        Route::Terms => html! { <TextPage which={HouseText::Terms} /> },
        Route::Accessibility => html! { <AccessibilityPage /> },
        Route::NotFound => html! { <NotFoundPage /> },
    }
}
