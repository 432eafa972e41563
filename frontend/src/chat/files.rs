//! The files of messages: as they are shown, and those that are chosen, pasted or dropped.

use crate::texts::Texts;
use crate::ui::icon::{Icon, Sign};
use shared::chat::{Attachment, AttachmentKind};
use web_sys::{File, FileList};
use yew::prelude::*;

/// What the form offers to choose; the server looks at the content.
pub const ACCEPTED: &str = "image/jpeg,image/png,image/webp,image/gif,application/pdf";

/// The files of a message: pictures as pictures, documents by name.
pub fn attachments(texts: &Texts, files: &[Attachment]) -> Html {
    files.iter().map(|file| attachment(texts, file)).collect()
}

fn attachment(texts: &Texts, file: &Attachment) -> Html {
    let address = format!("/api/v1/chat/attachments/{}", file.id);
    let inside = match file.kind {
        AttachmentKind::Picture => html! {
            <img src={address.clone()} alt={file.name.clone()} loading="lazy" width={file.width.to_string()} height={file.height.to_string()} />
        },
        AttachmentKind::Pdf => {
            html! { <><Icon sign={Sign::Download} />{ file.name.clone() }{ size(texts, file.size_bytes) }</> }
        }
    };
    html! { <a class="file" href={address} target="_blank" rel="noopener">{ inside }</a> }
}

fn size(texts: &Texts, bytes: i64) -> String {
    format!(" ({})", (texts.chat.kilobytes)((bytes / 1_000).max(1)))
}

/// The files of a list, as many as there are.
pub fn of_list(list: Option<FileList>) -> Vec<File> {
    let Some(list) = list else {
        return Vec::new();
    };
    (0..list.length()).filter_map(|at| list.get(at)).collect()
}
