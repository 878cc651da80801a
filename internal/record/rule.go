package record

// A Rule is the stable id of what a finding breaks: a JSON Schema keyword, or one of the rules that no schema can state.
type Rule string

// The rules, in the order of the table in the documentation of package flowtrail.
const (
	RuleSyntax     Rule = "syntax"      // not well-formed JSON or CSV
	RuleUTF8       Rule = "utf-8"       // text that is not UTF-8
	RuleSurrogate  Rule = "surrogate"   // an escape sequence that is half a character
	RuleNumber     Rule = "number"      // a number too long, or with an exponent too large, to compute with
	RuleDuplicate  Rule = "duplicate"   // a member that is there twice
	RuleCase       Rule = "case"        // a name that differs from a known one only in case, or in white space around it
	RuleDepth      Rule = "depth"       // nested too deep
	RuleRecordSize Rule = "record-size" // larger than the limit
	RuleTooMany    Rule = "too-many"    // more findings than are reported
	RuleValue      Rule = "value"       // a value that its Go type cannot hold
	RuleInternal   Rule = "internal"    // the validator gave no verdict

	RuleOtherStream Rule = "other-stream" // a record of another stream in the same file

	RuleCells           Rule = "cells"            // a row with more or fewer cells than the header
	RuleMissingColumn   Rule = "missing-column"   // a documented column that the header lacks
	RuleDuplicateColumn Rule = "duplicate-column" // a column that is there twice
	RuleUnknownColumn   Rule = "unknown-column"   // a column that is not documented, with Strict

	RuleType                 Rule = "type"
	RuleEnum                 Rule = "enum"
	RuleConst                Rule = "const"
	RuleRequired             Rule = "required"
	RuleAdditionalProperties Rule = "additionalProperties" // a member that is not documented, with Strict
	RuleMinimum              Rule = "minimum"
	RuleMaximum              Rule = "maximum"
	RuleMinLength            Rule = "minLength"
	RulePattern              Rule = "pattern"
	RuleFormat               Rule = "format"
	RuleAnyOf                Rule = "anyOf"
	RuleOneOf                Rule = "oneOf"
	RuleNot                  Rule = "not"
)
