//! The words around every page of the staff: menu, groups, keys.

use crate::staff::menu::Group;
use shared::accounts::Role;

#[derive(Debug)]
pub struct Shell {
    pub title: &'static str,
    pub menu: &'static str,
    pub close_menu: &'static str,
    pub today: &'static str,
    pub inbox: &'static str,
    pub to_site: &'static str,
    pub group: fn(Group) -> &'static str,
    pub role: fn(Role) -> &'static str,
    pub staff_only: &'static str,
    pub staff_only_hint: &'static str,
    pub not_found: &'static str,
    pub not_found_hint: &'static str,
    pub keys: &'static str,
    pub key_search: &'static str,
    pub key_help: &'static str,
    pub key_go: fn(&str) -> String,
}

pub const FR: Shell = Shell {
    title: "Administration",
    menu: "Menu",
    close_menu: "Fermer le menu",
    today: "Aujourd’hui",
    inbox: "Messagerie",
    to_site: "Voir le site",
    group: |group| match group {
        Group::Today => "Le jour même",
        Group::Programme => "Programme",
        Group::Sales => "Ventes",
        Group::People => "Personnes",
        Group::Money => "Argent",
        Group::House => "Maison",
    },
    role: |role| match role {
        Role::Admin => "Administration",
        Role::BoxOffice => "Billetterie",
        Role::Door => "Contrôle",
        Role::Moderator => "Modération",
    },
    staff_only: "Réservé à l’équipe",
    staff_only_hint: "Connectez-vous avec un compte de l’équipe pour continuer.",
    not_found: "Cette page n’existe pas",
    not_found_hint: "L’adresse est peut-être incomplète, ou vos droits ne la couvrent pas.",
    keys: "Raccourcis clavier",
    key_search: "Chercher",
    key_help: "Cette aide",
    key_go: |page| format!("Aller à : {page}"),
};

pub const EN: Shell = Shell {
    title: "Back office",
    menu: "Menu",
    close_menu: "Close the menu",
    today: "Today",
    inbox: "Inbox",
    to_site: "View the site",
    group: |group| match group {
        Group::Today => "On the day",
        Group::Programme => "Programme",
        Group::Sales => "Sales",
        Group::People => "People",
        Group::Money => "Money",
        Group::House => "House",
    },
    role: |role| match role {
        Role::Admin => "Administration",
        Role::BoxOffice => "Box office",
        Role::Door => "Door",
        Role::Moderator => "Moderation",
    },
    staff_only: "For the staff",
    staff_only_hint: "Sign in with an account of the staff to go on.",
    not_found: "This page does not exist",
    not_found_hint: "The address may be incomplete, or not covered by what you may see.",
    keys: "Keyboard shortcuts",
    key_search: "Search",
    key_help: "This help",
    key_go: |page| format!("Go to: {page}"),
};
