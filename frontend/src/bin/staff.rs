//! The program the browser starts for the staff; everything is in the library.

fn main() {
    frontend::start_staff();
}
