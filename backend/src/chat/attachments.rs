//! Files in conversations: known by their content, not by their name. Pictures are drawn anew, which leaves behind whatever else
//! the file carried; documents are kept as they are and only ever offered for saving.

use super::{rules, store};
use crate::auth::Visitor;
use crate::catalogue::pictures;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use shared::accounts::Role;
use shared::chat::{Attachment, AttachmentKind};
use shared::ids::{AccountId, AttachmentId, VisitorId};
use shared::refusal::Refusal;

/// A file that may be kept.
pub struct Ready {
    pub kind: AttachmentKind,
    pub bytes: Vec<u8>,
    /// In pixels; 0 for a document.
    pub width: u32,
    pub height: u32,
}

/// A file as it is sent to those who may have it.
pub struct Sent {
    pub about: Attachment,
    pub bytes: Vec<u8>,
}

/// Who wants a file.
pub struct Reader {
    pub visitor: Option<VisitorId>,
    pub account: Option<(AccountId, Option<Role>)>,
}

/// Looks at what a file is. Takes a while for a picture: call it where blocking is allowed.
pub fn prepare(file: &[u8]) -> Fallible<Ready> {
    if is_pdf(file) {
        return Ok(Ready { kind: AttachmentKind::Pdf, bytes: file.to_vec(), width: 0, height: 0 });
    }
    let prepared = pictures::prepare(file).map_err(|error| match error {
        Error::Refused(Refusal::PictureInvalid { .. }) => {
            refused("must be a picture (JPEG, PNG, WebP) or a PDF document")
        }
        other => other,
    })?;
    let bytes = prepared.files.into_iter().next_back().map(|(_, bytes)| bytes).unwrap_or_default();
    Ok(Ready { kind: AttachmentKind::Picture, bytes, width: prepared.width, height: prepared.height })
}

/// A PDF begins with its mark and, somewhere near the end, says where it ends.
fn is_pdf(file: &[u8]) -> bool {
    let tail = file.get(file.len().saturating_sub(1_024)..).unwrap_or_default();
    (file.starts_with(b"%PDF-1.") || file.starts_with(b"%PDF-2.")) && tail.windows(5).any(|part| part == b"%%EOF")
}

/// Keeps a file until its message is sent.
pub fn upload(conn: &mut Conn, by: &Visitor, ready: &Ready, name: &str, now: Moment) -> Fallible<Attachment> {
    if store::files::unsent(conn, by.visitor)? >= rules::UNSENT_MAX {
        return Err(Refusal::TooManyRequests { retry_after_seconds: 3_600 }.into());
    }
    let extension = match ready.kind {
        AttachmentKind::Picture => "jpg",
        AttachmentKind::Pdf => "pdf",
    };
    store::files::insert(conn, by.visitor, ready, &rules::file_name(name, extension), now)
}

/// The file, for the one who uploaded it, the owner of the conversation, and the box office; to others it is not there.
pub fn show(conn: &mut Conn, id: AttachmentId, reader: &Reader) -> Fallible<Sent> {
    let (about, uploader, conversation) = store::files::find(conn, id)?.ok_or(Refusal::NotFound)?;
    let is_staff = matches!(reader.account, Some((_, Some(Role::Admin | Role::BoxOffice))));
    let is_uploader = conversation.is_none() && reader.visitor == Some(uploader);
    let is_owner = match conversation {
        None => false,
        Some(conversation) => super::is_owned_by(&store::find(conn, conversation)?, reader),
    };
    if (is_staff && conversation.is_some()) || is_uploader || is_owner {
        return Ok(Sent { about, bytes: store::files::bytes(conn, id)? });
    }
    Err(Refusal::NotFound.into())
}

fn refused(problem: &str) -> Error {
    Refusal::AttachmentInvalid { problem: problem.to_owned() }.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_content_says() {
        assert!(is_pdf(b"%PDF-1.7\n1 0 obj\n%%EOF\n"));
        for file in [b"%PDF-1.7 without an end".as_slice(), b"PK\x03\x04", b"", b"<svg/>", b"MZ%PDF-1.7 %%EOF"] {
            assert!(!is_pdf(file));
            assert!(prepare(file).is_err());
        }
    }
}
