//! The program the browser starts; everything is in the library.

fn main() {
    frontend::start();
}
