package flowtrail

import "github.com/flowtrail/flowtrail/internal/record"

// A Rule is the stable id of what a violation breaks: a JSON Schema keyword, or one of the rules that no schema can
// state. It can be filtered on. The package documentation has a table of them all.
type Rule = record.Rule

// Rules of the text that a record is written in.
const (
	RuleSyntax    = record.RuleSyntax
	RuleUTF8      = record.RuleUTF8
	RuleSurrogate = record.RuleSurrogate
	RuleNumber    = record.RuleNumber
	RuleDuplicate = record.RuleDuplicate
	RuleCase      = record.RuleCase
	RuleValue     = record.RuleValue
)

// Rules of a stream and its limits.
const (
	RuleDepth       = record.RuleDepth
	RuleRecordSize  = record.RuleRecordSize
	RuleTooMany     = record.RuleTooMany
	RuleOtherStream = record.RuleOtherStream
	RuleInternal    = record.RuleInternal
)

// Rules of CSV rows and headers.
const (
	RuleCells           = record.RuleCells
	RuleMissingColumn   = record.RuleMissingColumn
	RuleDuplicateColumn = record.RuleDuplicateColumn
	RuleUnknownColumn   = record.RuleUnknownColumn
)

// Rules that are keywords of the document's schema. [Violation.Schema] says where in the schema the keyword stands.
const (
	RuleType                 = record.RuleType
	RuleEnum                 = record.RuleEnum
	RuleConst                = record.RuleConst
	RuleRequired             = record.RuleRequired
	RuleAdditionalProperties = record.RuleAdditionalProperties
	RuleMinimum              = record.RuleMinimum
	RuleMaximum              = record.RuleMaximum
	RuleMinLength            = record.RuleMinLength
	RulePattern              = record.RulePattern
	RuleFormat               = record.RuleFormat
	RuleAnyOf                = record.RuleAnyOf
	RuleOneOf                = record.RuleOneOf
	RuleNot                  = record.RuleNot
)
