package flowtrail

// Explain says in one line why an input that begins with head cannot be read, though it seems to be this document in this
// encoding. It recognises CSV files whose columns are not separated by commas, that have no header or a title before it, or
// whose columns are spelt in other ways. It returns "" if it sees nothing of that, and always for JSON. Head may be
// compressed by gzip and have a byte order mark, as for [Codec.Detect].
func (c *Codec[T]) Explain(head []byte) string {
	if format, ok := c.format.(interface{ Explain(head []byte) string }); ok {
		return format.Explain(plainHead(head))
	}
	return ""
}
