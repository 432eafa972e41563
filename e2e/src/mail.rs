//! Reading the mails that the server wrote to its folder.

use crate::eyes::PATIENCE;
use crate::pictures::decode;
use crate::{Outcome, failure};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// A mail as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The names of the attached files.
    pub attachments: Vec<String>,
}

impl Mail {
    /// The addresses of the web in the text, in order.
    pub fn links(&self) -> Vec<&str> {
        self.text
            .split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'))
            .filter(|word| word.starts_with("http://") || word.starts_with("https://"))
            .map(|word| word.trim_end_matches(['.', ',', ')']))
            .collect()
    }

    /// Reads a file in the format of RFC 5322.
    ///
    /// # Errors
    /// When a transfer encoding is broken.
    pub fn parse(source: &str) -> Outcome<Self> {
        let source = source.replace("\r\n", "\n");
        let top = Part::parse(&source);
        let mut parts = Vec::new();
        top.flatten(&mut parts);
        let plain = parts
            .iter()
            .find(|part| part.attachment().is_none() && part.header("content-type").contains("text/plain"))
            .or(parts.first());
        Ok(Self {
            to: words(&top.header("to"))?,
            subject: words(&top.header("subject"))?,
            text: plain.map(Part::text).transpose()?.unwrap_or_default(),
            attachments: parts.iter().filter_map(Part::attachment).collect(),
        })
    }
}

/// The folder into which the server writes its mails.
#[derive(Debug, Clone)]
pub struct MailBox(PathBuf);

impl MailBox {
    /// The mail box in the folder.
    pub fn new(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// All mails, the oldest first.
    ///
    /// # Errors
    /// When the folder or a mail cannot be read.
    pub fn all(&self) -> Outcome<Vec<Mail>> {
        let mut files = Vec::new();
        for entry in std::fs::read_dir(&self.0)? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "eml") {
                files.push((std::fs::metadata(&path)?.modified()?, path));
            }
        }
        files.sort();
        let mut mails = Vec::new();
        for (_, path) in files {
            mails.push(Mail::parse(&std::fs::read_to_string(path)?)?);
        }
        Ok(mails)
    }

    /// Waits for a mail to the address whose subject contains the words, and answers the newest one.
    ///
    /// # Errors
    /// When there is none within [`PATIENCE`]; the error lists the mails that are there.
    pub async fn wait_for(&self, address: &str, words: &str) -> Outcome<Mail> {
        let end = Instant::now() + PATIENCE;
        loop {
            // A file that is being written is read again a moment later.
            let mails = self.all().unwrap_or_default();
            let fits = |mail: &&Mail| mail.to.contains(address) && mail.subject.contains(words);
            if let Some(mail) = mails.iter().rfind(fits) {
                return Ok(mail.clone());
            }
            if Instant::now() > end {
                let there: Vec<String> = mails.iter().map(|mail| format!("{}: {}", mail.to, mail.subject)).collect();
                return Err(failure(format!("no mail to {address} about {words:?}, only\n{}", there.join("\n"))));
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

/// A part of a mail, or the whole.
#[derive(Clone)]
struct Part {
    headers: Vec<(String, String)>,
    body: String,
}

impl Part {
    fn parse(source: &str) -> Self {
        let (head, body) = source.split_once("\n\n").unwrap_or((source, ""));
        // A line that starts with a space continues the one before.
        let unfolded = head.replace("\n ", " ").replace("\n\t", " ");
        let headers = unfolded
            .lines()
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.trim().to_lowercase(), value.trim().to_owned()))
            .collect();
        Self { headers, body: body.to_owned() }
    }

    fn header(&self, name: &str) -> String {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// The parts that are no multiparts themselves, in order.
    fn flatten(&self, parts: &mut Vec<Self>) {
        let kind = self.header("content-type");
        let Some(boundary) = parameter(&kind, "boundary").filter(|_| kind.starts_with("multipart/")) else {
            parts.push(self.clone());
            return;
        };
        let separator = format!("--{boundary}");
        let end = format!("{separator}--");
        let inside = self.body.split(&end).next().unwrap_or_default();
        for part in inside.split(&separator).skip(1) {
            Self::parse(part.trim_start_matches('\n')).flatten(parts);
        }
    }

    fn attachment(&self) -> Option<String> {
        let disposition = self.header("content-disposition");
        disposition.starts_with("attachment").then(|| parameter(&disposition, "filename").unwrap_or_default())
    }

    fn text(&self) -> Outcome<String> {
        let bytes = match self.header("content-transfer-encoding").to_lowercase().as_str() {
            "base64" => decode(&self.body.split_whitespace().collect::<String>())?,
            "quoted-printable" => quoted_printable(&self.body),
            _ => self.body.clone().into_bytes(),
        };
        Ok(String::from_utf8(bytes)?)
    }
}

/// The parameter of a header such as `multipart/mixed; boundary="x"`.
fn parameter(header: &str, name: &str) -> Option<String> {
    header.split(';').skip(1).find_map(|part| {
        let (known, value) = part.split_once('=')?;
        (known.trim() == name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// Undoes `=C3=A9` and the soft line ends.
fn quoted_printable(text: &str) -> Vec<u8> {
    let joined = text.replace("=\n", "");
    let mut bytes = Vec::with_capacity(joined.len());
    let mut rest = joined.as_str();
    while let Some((before, coded)) = rest.split_once('=') {
        bytes.extend_from_slice(before.as_bytes());
        match coded.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = coded.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(b'=');
                rest = coded;
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

/// Undoes the encoding of header words: `=?utf-8?b?...?=` and `=?utf-8?q?...?=`.
fn words(header: &str) -> Outcome<String> {
    let mut plain = String::new();
    let mut rest = header;
    while let Some((before, coded)) = rest.split_once("=?") {
        // Spaces between two encoded words do not count.
        if plain.is_empty() || !before.trim().is_empty() {
            plain.push_str(before);
        }
        let mut fields = coded.splitn(4, '?');
        let (_charset, encoding) = (fields.next(), fields.next().unwrap_or_default());
        let (text, after) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        let bytes = match encoding {
            "b" | "B" => decode(text)?,
            _ => quoted_printable(&text.replace('_', " ")),
        };
        plain.push_str(&String::from_utf8(bytes)?);
        rest = after.strip_prefix('=').unwrap_or(after);
    }
    plain.push_str(rest);
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_with_an_attachment_is_read() {
        let source = "To: Ada <ada@example.org>\r\nSubject: =?utf-8?b?Vm9zIGJpbGxldHM=?= =?utf-8?q?_=C3=A9t=C3=A9?=\r\n\
            Content-Type: multipart/mixed;\r\n boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\r\nMerci =C3=A0 vous: http://localhost:1/orders/=\r\n1?key=3Da.\r\n\
            --x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"billets.pdf\"\r\n\r\n%PDF\r\n--x--\r\n";
        let mail = Mail::parse(source).unwrap();
        assert_eq!(mail.subject, "Vos billets été");
        assert_eq!(mail.to, "Ada <ada@example.org>");
        assert_eq!(mail.links(), ["http://localhost:1/orders/1?key=a"]);
        assert_eq!(mail.attachments, ["billets.pdf"]);
    }

    #[test]
    fn a_plain_mail_is_read() {
        let mail = Mail::parse("To: a@b.org\nSubject: Bonjour\n\nUn texte\n").unwrap();
        assert_eq!(mail.text, "Un texte\n");
        assert!(mail.attachments.is_empty());
    }
}
