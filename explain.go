package flowtrail

// Explain says on one line why an input that begins with head is not read as this document in this encoding though it seems to be
// meant as it: for a CSV, that columns are separated by something else than commas, that a title or nothing stands in place of the header,
// or that names are spelt otherwise. It returns "" if nothing of that is seen. Head may be compressed and have a byte order mark,
// as for [Codec.Detect].
func (c *Codec[T]) Explain(head []byte) string {
	if format, ok := c.format.(interface{ Explain(head []byte) string }); ok {
		return format.Explain(plainHead(head))
	}
	return ""
}
