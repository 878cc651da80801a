package report

import (
	"slices"
	"strings"

	"github.com/flowtrail/flowtrail"
)

// A rule is what reports tell of a rule.
type rule struct {
	id    flowtrail.Rule
	short string // what a finding says, as in the table of package flowtrail
	help  string // what to do about it
}

// Rules of a run, which no finding has.
const (
	ruleUnreadable flowtrail.Rule = "unreadable" // a file could not be read, or not to its end
	ruleNoRecords  flowtrail.Rule = "no-records" // a PATH has none
)

const (
	helpText   = "The record was written by something that is not a JSON or CSV writer, or was changed afterwards. Look at the place that the finding names."
	helpSchema = `The vendor has changed the format, or the file is not of this type. "flowtrail schema TYPE" prints the schema.`
	helpTwice  = "Programs differ in which of the two they read, so the record may mean one thing to one of them and another to the next."
	helpLimit  = "A limit protects readers from records that take too much memory or time. A record of this size is not what the vendor documents."
	helpHeader = "Values in such columns would be missing or misread. Export the report again with all columns, and do not edit its header."
	helpStrict = "The vendor may have added it. It is a finding only with --strict; --rule sets its severity."
)

var rules = []rule{
	{flowtrail.RuleSyntax, "the text is not well-formed JSON or CSV", helpText},
	{flowtrail.RuleUTF8, "text is not UTF-8", helpText},
	{flowtrail.RuleSurrogate, "an escape sequence in a string, such as \\ud83d, is only half of a character", helpText},
	{flowtrail.RuleNumber, "a number has too many digits, or too large an exponent, to compute with", helpText},
	{flowtrail.RuleDuplicate, "an object has a member twice", helpTwice},
	{flowtrail.RuleCase, "a name differs from a known one only in case, or in white space around it", helpTwice},
	{flowtrail.RuleDepth, "objects and arrays are nested too deep", helpLimit},
	{flowtrail.RuleRecordSize, "the record is larger than the limit", helpLimit},
	{flowtrail.RuleTooMany, "the record has more findings than are reported; the others are left out", "Nearly all of the record is wrong. Look at its first findings."},
	{flowtrail.RuleValue, "a value does not fit into the Go type of its field", helpText},
	{flowtrail.RuleInternal, "the schema validator gave no verdict", "Please report this to the maintainers of flowtrail, with the record if it may be shown."},
	{flowtrail.RuleOtherStream, "the record belongs to another stream in the same file", "--skip-other-streams leaves such records out and counts them."},
	{flowtrail.RuleCells, "a row has more or fewer cells than the header", helpText},
	{flowtrail.RuleMissingColumn, "the header lacks a documented column", helpHeader},
	{flowtrail.RuleDuplicateColumn, "the header has a column twice", helpHeader},
	{flowtrail.RuleUnknownColumn, "the header has a column that is not documented, with --strict", helpStrict},
	{flowtrail.RuleType, "a value is of the wrong JSON type", helpSchema},
	{flowtrail.RuleEnum, "a value is not one of those that are allowed", helpSchema},
	{flowtrail.RuleConst, "a value is not the one that is allowed", helpSchema},
	{flowtrail.RuleRequired, "a member is missing", helpSchema},
	{flowtrail.RuleAdditionalProperties, "a member is not documented, with --strict", helpStrict},
	{flowtrail.RuleMinimum, "a number is too small", helpSchema},
	{flowtrail.RuleMaximum, "a number is too large", helpSchema},
	{flowtrail.RuleMinLength, "a string is too short; mostly, it is empty", helpSchema},
	{flowtrail.RulePattern, "a string does not have the form that is asked for, such as that of a port", helpSchema},
	{flowtrail.RuleFormat, "a string is no time, address or other value of the format that is asked for", helpSchema},
	{flowtrail.RuleAnyOf, "a value is none of the alternatives", helpSchema},
	{flowtrail.RuleOneOf, "a value is none of the alternatives, or more than one of them", helpSchema},
	{flowtrail.RuleNot, "a value stands where the schema forbids it", helpSchema},
}

// runRules are the rules of a run.
var runRules = []rule{
	{ruleUnreadable, "a file cannot be read, or not to its end", "It is missing, cut off, corrupt or of unknown type. Look at how it was written and transferred."},
	{ruleNoRecords, "a path holds no record at all", "Whatever writes the export may have failed. An empty export is not taken for a valid one."},
}

// Rules returns the ids of the rules that findings may have.
func Rules() []string {
	ids := make([]string, len(rules))
	for i, r := range rules {
		ids[i] = string(r.id)
	}
	return ids
}

// ruleIndex returns the place of a rule in the list of all, or -1.
func ruleIndex(id flowtrail.Rule) int {
	return slices.IndexFunc(slices.Concat(rules, runRules), func(r rule) bool { return r.id == id })
}

// capital returns text with a capital letter first.
func capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }
