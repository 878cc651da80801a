package report

// RuleTable returns the rules and what they mean.
func RuleTable() (table []string) {
	for _, r := range rules {
		table = append(table, string(r.id)+": "+r.short)
	}
	return table
}
