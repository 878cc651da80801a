package flowtrail

// Portion makes readers give each goroutine less to decode at a time, so that short inputs have many chunks.
func Portion(bytes, items int) Option {
	return func(o *options) { o.portion = portion{bytes, items} }
}
