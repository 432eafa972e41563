//! The first run: a code that only whoever starts the server sees lets the first admin in, and the house says how far it is.

use crate::accounts::first_staff;
use crate::catalogue::{programme, upcoming};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::{house, seating, secrets};
use parking_lot::Mutex;
use shared::refusal::Refusal;
use shared::setup::{SETUP_CODE_LETTERS, SetupProgress, SetupStep, SetupStepState};

/// Letters of a code; with thirty to choose from, about 59 bits.
const CODE_LENGTH: usize = 12;
/// Letters between two dashes.
const CODE_GROUP: usize = 4;
/// After so many wrong tries there is another code.
const TRIES: u32 = 20;

/// The code of this process, as long as the house has no staff; only its hash is kept.
#[derive(Default)]
pub struct SetupCode(Mutex<Option<Open>>);

struct Open {
    hash: String,
    tries_left: u32,
}

/// What a try came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Tried {
    Right,
    Wrong,
    /// Wrong once too often: this is the code from now on.
    Replaced(String),
}

impl SetupCode {
    /// Makes a code, to be shown where only whoever started the server looks.
    pub fn open(&self) -> Fallible<String> {
        let code = new_code()?;
        *self.0.lock() = Some(Open { hash: secrets::hash(&bare(&code)), tries_left: TRIES });
        Ok(code)
    }

    /// Compares a code in a time that tells nothing; without an open one every code is wrong.
    pub fn check(&self, code: &str) -> Fallible<Tried> {
        let given = secrets::hash(&bare(code));
        {
            let mut now = self.0.lock();
            let Some(open) = now.as_mut() else { return Ok(Tried::Wrong) };
            if secrets::same(given.as_bytes(), open.hash.as_bytes()) {
                return Ok(Tried::Right);
            }
            open.tries_left = open.tries_left.saturating_sub(1);
            if open.tries_left > 0 {
                return Ok(Tried::Wrong);
            }
        }
        self.open().map(Tried::Replaced)
    }

    /// From now on no code is right.
    pub fn close(&self) {
        *self.0.lock() = None;
    }
}

/// How far the house is. Whether somebody can be paid is known to whoever holds the account at PayPal.
pub fn progress(conn: &mut Conn, is_payment_set: bool, now: Moment) -> Fallible<SetupProgress> {
    let has_name = house::show(conn)?.name != house::NEUTRAL_NAME;
    let steps = [
        (SetupStep::Staff, first_staff::has_staff(conn)?, false),
        (SetupStep::Identity, has_name, false),
        (SetupStep::Venue, !programme::venues(conn)?.is_empty(), false),
        (SetupStep::Plan, seating::has_plan(conn)?, false),
        (SetupStep::Show, upcoming::has_show(conn)?, false),
        (SetupStep::Performance, upcoming::has_performance_on_sale(conn, now)?, false),
        (SetupStep::Payment, is_payment_set, true),
        (SetupStep::SecondFactor, first_staff::has_second_factor(conn)?, true),
    ];
    let steps: Vec<SetupStepState> =
        steps.into_iter().map(|(step, done, optional)| SetupStepState { step, done, optional }).collect();
    let can_sell = steps.iter().all(|step| step.done || step.optional);
    Ok(SetupProgress { steps, can_sell })
}

/// The state of a house without staff, which is told to everybody; `SetupDone` when it has some.
pub fn check_new(conn: &mut Conn) -> Fallible<()> {
    if first_staff::has_staff(conn)? { Err(Refusal::SetupDone.into()) } else { Ok(()) }
}

fn new_code() -> Fallible<String> {
    let letters = SETUP_CODE_LETTERS.as_bytes();
    let mut code = String::new();
    let mut written = 0;
    while written < CODE_LENGTH {
        for byte in secrets::random::<32>()? {
            // Beyond the last whole round of the letters a byte would favour the first ones.
            let fits = usize::from(byte) < 256 / letters.len() * letters.len();
            let Some(letter) = letters.get(usize::from(byte) % letters.len()).filter(|_| fits) else { continue };
            if written == CODE_LENGTH {
                break;
            }
            if written > 0 && written % CODE_GROUP == 0 {
                code.push('-');
            }
            code.push(char::from(*letter));
            written += 1;
        }
    }
    Ok(code)
}

/// A code without what people add or leave out when they type it.
fn bare(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).take(64).map(|letter| letter.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_right_however_it_is_typed_and_only_while_it_is_open() {
        let setup = SetupCode::default();
        assert_eq!(setup.check("").unwrap(), Tried::Wrong, "there is none yet");
        let code = setup.open().unwrap();
        assert_eq!(code.len(), CODE_LENGTH + 2);
        assert!(code.chars().all(|letter| letter == '-' || SETUP_CODE_LETTERS.contains(letter)), "{code}");
        for typed in [code.clone(), code.to_lowercase(), code.replace('-', " "), format!(" {code}\n")] {
            assert_eq!(setup.check(&typed).unwrap(), Tried::Right, "{typed}");
        }
        assert_eq!(setup.check(&code[1..]).unwrap(), Tried::Wrong);
        setup.close();
        assert_eq!(setup.check(&code).unwrap(), Tried::Wrong);
        assert_ne!(setup.open().unwrap(), code);
    }

    #[test]
    fn whoever_guesses_guesses_at_another_code_soon() {
        let setup = SetupCode::default();
        let code = setup.open().unwrap();
        for _ in 1..TRIES {
            assert_eq!(setup.check("AAAA-AAAA-AAAA").unwrap(), Tried::Wrong);
        }
        assert_eq!(setup.check(&code).unwrap(), Tried::Right);
        let Tried::Replaced(next) = setup.check("AAAA-AAAA-AAAA").unwrap() else { panic!("the code stays") };
        assert_eq!(setup.check(&code).unwrap(), Tried::Wrong);
        assert_eq!(setup.check(&next).unwrap(), Tried::Right);
    }
}
