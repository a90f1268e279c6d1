"""What charts call areas, grades and lines of the return: short names for what the tables hold."""

from council_record.text import listed

AREAS = {
    "overall_effectiveness": "Overall",
    "impact_of_leaders": "Leaders",
    "help_and_protection": "Help and protection",
    "in_care": "Children in care",
    "care_leavers": "Care leavers",
    "adoption": "Adoption",
}
GRADES = {
    "Inadequate": "Inadequate",
    "Requires improvement to be good": "Requires improvement",
    "Good": "Good",
    "Outstanding": "Outstanding",
}
REGIONS = {"Yorkshire and The Humber": "Yorkshire and Humber"}  # where they are too long
LINES = {
    "children_looked_after": "Children looked after",
    "safeguarding": "Safeguarding",
    "family_support": "Family support",
    "young_people": "Services for young people",
    "sure_start": "Sure Start and early years",
    "youth_justice": "Youth justice",
    "other_children_and_families": "Other services for families",
    "asylum_seekers": "Asylum seekers",
    "total": "All children’s services",
}
FRAMEWORKS = {
    "sif": "single inspection framework",
    "ilacs-2018": "framework of 2018",
    "ilacs-2023": "as revised in 2023",
    "ilacs-2026": "as revised in 2026",
}
SERVICES = {
    "childrens_services": "Children’s services",
    "children_and_young_people": "Children and young people",
    "youth_services": "Youth services",
    "send": "Special needs (SEND)",
    "early_help": "Early help",
    "children_in_care": "Children in care",
    "care_leavers": "Care leavers",
    "fostering_and_residential": "Foster care and children’s homes",
    "send_transport": "SEND transport",
    "youth_justice": "Youth justice",
    "schools": "Schools",
    "staff": "Staff",
    "most_vulnerable": "The most vulnerable",
    "all_council": "All council services",
    "unseen": "Not seen",
}
COUNCIL_KINDS = ("council_page", "leader_column", "press_release", "republished")


def history(rows):
    """Return the grades of inspections, as Inadequate in 2019 and Good in 2022."""
    return listed(f"{GRADES[row.grade]} in {row.started.year}" for row in rows.itertuples())
