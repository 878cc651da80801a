// Package nearest finds the name that was meant by one that is not known.
package nearest

// Name returns which of the names is spelt most like name, or "" if none is spelt much like it.
func Name(name string, names []string) string {
	best, least := "", len(name)/4+1
	for _, other := range names {
		if d := distance(name, other, least); d < least {
			best, least = other, d
		}
	}
	return best
}

// distance returns how many bytes must be changed, added, left out or swapped with the next one to make b of a, or limit if that is
// fewer: the optimal string alignment distance.
func distance(a, b string, limit int) int {
	if max(len(a)-len(b), len(b)-len(a)) >= limit {
		return limit
	}
	rows := [3][]int{make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)}
	for k := range rows[0] {
		rows[0][k] = k
	}
	for i := 1; i <= len(a); i++ {
		row, above, twoAbove := rows[i%3], rows[(i+2)%3], rows[(i+1)%3]
		row[0] = i
		for k := 1; k <= len(b); k++ {
			changed := above[k-1]
			if a[i-1] != b[k-1] {
				changed++
			}
			row[k] = min(changed, above[k]+1, row[k-1]+1)
			if i > 1 && k > 1 && a[i-1] == b[k-2] && a[i-2] == b[k-1] {
				row[k] = min(row[k], twoAbove[k-2]+1)
			}
		}
	}
	return min(limit, rows[len(a)%3][len(b)])
}
