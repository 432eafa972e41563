//! Mails: through a mail server, or as files in a folder. No policy: who gets what is decided elsewhere.

use crate::config::MailConfig;
use crate::error::{Error, Fallible};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lettre::message::header::ContentType;
use lettre::message::{Attachment as MimeAttachment, Mailbox, MultiPart, SinglePart};
use lettre::{AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A mail that waits in the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    /// Plain text; a line is a line.
    pub text: String,
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    pub name: String,
    pub content_type: String,
    pub base64: String,
}

impl Attachment {
    pub fn new(name: &str, content_type: &str, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), content_type: content_type.to_owned(), base64: STANDARD.encode(bytes) }
    }
}

/// How mails leave.
#[derive(Clone)]
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

#[derive(Clone)]
enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(AsyncFileTransport<Tokio1Executor>),
    Memory(Arc<Mutex<Vec<Mail>>>),
}

/// Whether the settings make sense; the text names the setting.
pub fn check(config: &MailConfig) -> Result<(), String> {
    config.mail_from.parse::<Mailbox>().map_err(|cause| format!("MAIL_FROM: {cause}"))?;
    if let Some(url) = &config.smtp_url {
        AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|cause| format!("SMTP_URL: {cause}"))?;
    }
    Ok(())
}

impl Mailer {
    pub fn new(config: &MailConfig) -> Fallible<Self> {
        let from = config.mail_from.parse().map_err(|cause| Error::fault("read MAIL_FROM", cause))?;
        let way = match &config.smtp_url {
            Some(url) => {
                let smtp = AsyncSmtpTransport::<Tokio1Executor>::from_url(url);
                Way::Smtp(smtp.map_err(|cause| Error::fault("read SMTP_URL", cause))?.build())
            }
            None => {
                let made = std::fs::create_dir_all(&config.mail_folder);
                made.map_err(|cause| Error::fault("make the mail folder", cause))?;
                Way::Folder(AsyncFileTransport::new(&config.mail_folder))
            }
        };
        Ok(Self { from, way })
    }

    /// Keeps mails in memory, for tests; the second value shows them.
    pub fn in_memory() -> Fallible<(Self, Arc<Mutex<Vec<Mail>>>)> {
        let mails = Arc::default();
        let from = "Theatre <theatre@example.org>".parse().map_err(|cause| Error::fault("read a sender", cause))?;
        Ok((Self { from, way: Way::Memory(Arc::clone(&mails)) }, mails))
    }

    /// Hands one mail over; an error means that it may be tried again.
    pub async fn send(&self, mail: &Mail) -> Fallible<()> {
        match &self.way {
            Way::Memory(mails) => mails.lock().push(mail.clone()),
            Way::Smtp(smtp) => {
                let sent = smtp.send(self.message(mail)?).await;
                sent.map_err(|cause| Error::fault("send a mail", cause))?;
            }
            Way::Folder(folder) => {
                let written = folder.send(self.message(mail)?).await;
                written.map_err(|cause| Error::fault("write a mail", cause))?;
            }
        }
        Ok(())
    }

    fn message(&self, mail: &Mail) -> Fallible<Message> {
        let fault = |cause: &dyn std::fmt::Display| Error::fault("write a mail", cause);
        let to: Mailbox = mail.to.parse().map_err(|cause: lettre::address::AddressError| fault(&cause))?;
        let mut body = MultiPart::mixed().singlepart(SinglePart::plain(mail.text.clone()));
        for attachment in &mail.attachments {
            let bytes = STANDARD.decode(&attachment.base64).map_err(|cause| fault(&cause))?;
            let kind = ContentType::parse(&attachment.content_type).map_err(|cause| fault(&cause))?;
            body = body.singlepart(MimeAttachment::new(attachment.name.clone()).body(bytes, kind));
        }
        let message = Message::builder().from(self.from.clone()).to(to).subject(mail.subject.clone()).multipart(body);
        message.map_err(|cause| fault(&cause))
    }
}
