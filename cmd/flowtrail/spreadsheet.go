package main

import "strings"

// noFormula returns text for a cell of a CSV: with an apostrophe in front, where a spreadsheet would take it for a formula.
func noFormula(text string) string {
	if text != "" && strings.Contains("=+-@\t\r", text[:1]) {
		return "'" + text
	}
	return text
}
