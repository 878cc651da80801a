package nearest

import "testing"

func TestName(t *testing.T) {
	names := []string{"bytes_received", "bytes_transferred", "user", "user_id"}
	for name, want := range map[string]string{
		"bytes_recieved": "bytes_received", "bytes_transfered": "bytes_transferred", "userid": "user_id", "usre": "user", "use": "",
		"bytes": "", "": "", "id": "", "byte_receive": "bytes_received", "users": "user",
	} {
		if got := Name(name, names); got != want {
			t.Errorf("%q: %q, not %q", name, got, want)
		}
	}
	for _, test := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"abc", "abc", 0}, {"abc", "acb", 1}, {"abcd", "bacd", 1}, {"kitten", "sitting", 3}, {"ab", "xyz", 3}} {
		if got := distance(test.a, test.b, 9); got != test.want {
			t.Errorf("%q and %q: %d, not %d", test.a, test.b, got, test.want)
		}
	}
}
