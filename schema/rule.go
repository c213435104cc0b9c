package schema

// RuleID identifies a rule; ids are stable and never reused.
type RuleID string

// SectionID names a canonical part of a report, e.g. "final.total".
type SectionID string
