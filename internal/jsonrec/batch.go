package jsonrec

import (
	"strconv"
	"strings"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/validator"
)

// atOnce is how many items of one array are judged at once. The validator takes a lot of memory for each item that is wrong.
const atOnce = 500

// violations has the record judged: the items of its longest array piecemeal, until there are enough findings.
func (p *Parser[T]) violations(root *jsonsyntax.Node) []validator.Violation {
	long, path := root.Longest("")
	items := long.Items
	if len(items) <= atOnce {
		return p.format.validator.Validate(root.Any(), p.limits.Strict, p.doubtful)
	}
	defer func() { long.Items = items }()
	var all []validator.Violation
	for from := 0; from < len(items) && len(all) <= p.limits.Findings; from += atOnce {
		long.Items = items[from:min(from+atOnce, len(items))]
		for _, v := range p.format.validator.Validate(root.Any(), p.limits.Strict, p.doubtful) {
			if rest, inside := strings.CutPrefix(v.Path, path+"/"); inside {
				index, below, _ := strings.Cut(rest, "/")
				i, _ := strconv.Atoi(index)
				v.Path = path + "/" + strconv.Itoa(from+i)
				if len(below) > 0 {
					v.Path += "/" + below
				}
			} else if from > 0 {
				continue // it was found before
			}
			all = append(all, v)
		}
	}
	return all
}
