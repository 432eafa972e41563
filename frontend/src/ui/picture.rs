//! A picture in the widths the server keeps, so that a phone loads a small one.

use shared::catalogue::Picture;
use yew::prelude::*;

/// The address of a picture in one of its widths.
pub fn picture_address(picture: &Picture, width: u32) -> String {
    format!("/api/v1/pictures/{}/{width}.jpg", picture.id)
}

/// The picture, `sizes` wide (as the attribute of that name wants it). What is on screen from the start loads first; an
/// empty `alt` where the title stands beside it.
pub fn picture_view(picture: &Picture, sizes: &'static str, loading: Loading, alt: &str) -> Html {
    let sources: Vec<String> =
        picture.widths.iter().map(|width| format!("{} {width}w", picture_address(picture, *width))).collect();
    let middle = picture.widths.get(picture.widths.len() / 2).copied().unwrap_or(picture.width);
    let (loading, priority) = match loading {
        Loading::AtOnce => ("eager", Some("high")),
        Loading::WhenNear => ("lazy", None),
    };
    html! {
        <img src={picture_address(picture, middle)} srcset={sources.join(", ")} {sizes} alt={alt.to_owned()}
            width={picture.width.to_string()} height={picture.height.to_string()}
            {loading} fetchpriority={priority} decoding="async" />
    }
}

/// When a picture is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loading {
    AtOnce,
    WhenNear,
}
