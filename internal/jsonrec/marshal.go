package jsonrec

import "github.com/flowtrail/flowtrail"

// Marshal is what MarshalJSON of a record does: it returns the vendor's record as codec writes it, but for the newline.
func Marshal[T any](codec *flowtrail.Codec[T], v *T) ([]byte, error) {
	line, err := codec.Append(nil, v)
	if err != nil {
		return nil, err
	}
	return line[:len(line)-1], nil
}

// Unmarshal is what UnmarshalJSON of a record does: it reads the vendor's record with codec, and leaves v as it was if that is wrong.
func Unmarshal[T any](codec *flowtrail.Codec[T], text []byte, v *T) error {
	var read T // a record that the caller has copied may share memory with v
	if err := codec.Decode(text, &read); err != nil {
		return err
	}
	*v = read
	return nil
}
