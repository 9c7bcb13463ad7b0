//! A guest's first page, drawn before the rest of the guest's module has come.

#[cfg(target_arch = "wasm32")]
fn main() {
    use mesh_guest_portal::app::arrive;
    use mesh_guest_portal::ui::arrival;

    arrive::start(arrival::draw, arrival::wait);
}

/// The page runs in a browser; elsewhere there is nothing to run.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
