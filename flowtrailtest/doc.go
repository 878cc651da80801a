// Package flowtrailtest tests anybody's parser of a document of this module: with files that mean the same in many spellings, and with
// files that are broken on purpose, of which it is known what must be found and where.
//
//	func TestParser(t *testing.T) {
//		flowtrailtest.Check(t, networkevent.JSON, parse, func(want *networkevent.Event, got Event) string {
//			return cmp.Diff(want.Connection.BytesReceived, got.BytesReceived)
//		})
//	}
//
//	func FuzzParser(f *testing.F) { flowtrailtest.Fuzz(f, networkevent.JSON, parse, compare) }
//
// The cases are made from what the codec declares of its document. What can be otherwise about a case is decided by bytes, its
// choices: which samples of the codec are in the file, how they are spelled, what is broken. [Fuzz] lets the fuzzer choose them,
// so that what the parser does with one value guides it to the next; [Shrink] makes a case that fails plain: one record, if one shows what is wrong.
//
// Files are spelled in these ways, by name; several may come together. [Without] leaves some out.
//
//	order         members of objects, or columns, stand in any order
//	values        numbers, times and addresses are written in other ways: 338.0, 1e3, another time zone
//	space         there is white space between tokens
//	escapes       strings have escape sequences that they do not need
//	quotes        cells are in quotes that need none
//	bom           the file begins with a byte order mark
//	crlf          lines end in CRLF
//	blank         there are blank lines
//	no-end        the last line does not end
//	pretty        records are indented, over several lines
//	array         the records are the items of one array
//	concatenated  there is nothing between records
//	gzip          the file is compressed
//
// Faults are of these kinds. Where a document has nothing that could be broken so, there are none.
//
//	wrong-type              a value is of another JSON type
//	out-of-range            an integer is next to the least or the largest, or far away
//	not-an-integer          a number is no integer where it must be one
//	outside-the-vocabulary  a word is not one of those that are allowed
//	other-stream            the record is one of another stream
//	not-in-the-format       a text is no time, no address, not what is asked for
//	empty                   a text is empty that must not be
//	missing-member          a member is missing
//	duplicate-member        a member is there twice
//	case-variant            a member is there again, under its name in another case
//	bad-utf-8               a text is not UTF-8
//	half-a-character        an escape sequence is only one half of a surrogate pair
//	control-character       a string holds a control character as it is
//	bad-escape              a string has an escape sequence that JSON does not know
//	not-a-number            a number is written as JSON does not allow: 010, +1, NaN; or a cell holds none
//	hostile-number          a number has too many digits, or too large an exponent, to compute with
//	deep-nesting            70 arrays are nested in one another
//	oversized               a record is larger than 1 MiB
//	trailing-comma          a comma stands after the last member
//	missing-comma           no comma stands between two members
//	comment                 an object has a comment, or NUL, in it
//	single-quotes           a string is in single quotes
//	truncated               a record is cut off
//	not-an-object           a record is a number or a word
//	not-json                a line is no JSON at all
//	open-array              the array does not end
//	after-the-array         text follows the array
//	cut-off-gzip            the compressed file is cut off
//
// and in CSV:
//
//	nul                  a cell that is no text holds NUL
//	surplus-cell         a row has a cell more than the header
//	missing-cell         a row has a cell less than the header
//	bare-quote           a quote stands in a cell that is not in quotes
//	after-the-quote      text stands after the closing quote
//	open-quote           the last cell has a quote that is not closed
//	swapped-columns      two cells of a row are swapped
//	missing-column       the header lacks a column
//	duplicate-column     the header has a column twice
//	case-variant-column  a column's name is in another case
//	wrong-delimiter      cells are separated by something other than commas
//
// The package is for tests: it imports testing.
package flowtrailtest
