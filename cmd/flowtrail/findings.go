package main

import "github.com/flowtrail/flowtrail"

// findingText formats a finding for people.
func findingText(v flowtrail.Violation) string { return v.String() + " [" + string(v.Rule) + "]" }
