//! A picture in the widths the server keeps, so that a phone loads a small one.

use shared::catalogue::Picture;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PicturesProps {
    pub picture: Picture,
    /// How wide it is shown, as the `sizes` attribute wants it.
    pub sizes: AttrValue,
    /// What is on screen from the start loads first.
    #[prop_or(false)]
    pub at_once: bool,
    /// The title stands beside it: it need not be read out twice.
    #[prop_or(false)]
    pub decorative: bool,
}

/// The address of a picture in one of its widths.
pub fn picture_address(picture: &Picture, width: u32) -> String {
    format!("/api/v1/pictures/{}/{width}.jpg", picture.id)
}

#[component]
pub fn PictureView(props: &PicturesProps) -> Html {
    let picture = &props.picture;
    let sources: Vec<String> =
        picture.widths.iter().map(|width| format!("{} {width}w", picture_address(picture, *width))).collect();
    let middle = picture.widths.get(picture.widths.len() / 2).copied().unwrap_or(picture.width);
    let alt = if props.decorative { AttrValue::Static("") } else { AttrValue::from(picture.alt.clone()) };
    html! {
        <img src={picture_address(picture, middle)} srcset={sources.join(", ")} sizes={props.sizes.clone()} {alt}
            width={picture.width.to_string()} height={picture.height.to_string()}
            loading={if props.at_once { "eager" } else { "lazy" }} fetchpriority={props.at_once.then_some("high")} decoding="async" />
    }
}
