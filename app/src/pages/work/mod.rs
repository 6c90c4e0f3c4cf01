//! Where ideas are worked up: any idea as staff see it, the departments, the answers.

mod answer_parts;
mod answers;
mod department;
mod departments;
mod desk;
mod fields;
mod idea;
mod ideas;
mod op;
mod rows;

use super::lazy::lazy_pages;

lazy_pages!(
    /// Shows a page on which ideas are worked up.
    work_page, __preload_work_page, {
        /// `/staff/ideas`
        StaffIdeasRoute => ideas::StaffIdeasPage,
        /// `/staff/ideas/{id}`
        StaffIdeaRoute => idea::StaffIdeaPage,
        /// `/staff/departments`
        DepartmentsRoute => departments::DepartmentsPage,
        /// `/staff/departments/{slug}`
        DepartmentRoute => department::DepartmentPage,
        /// `/staff/answers`
        AnswersRoute => answers::AnswersPage,
    }
);
