package flowtrail

// Block makes readers give each goroutine less to decode at a time, so that short inputs have many blocks.
func Block(bytes, records int) StreamOption {
	return func(o *options) { o.block = block{bytes, records} }
}
