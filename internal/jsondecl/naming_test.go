package jsondecl_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	j "github.com/flowtrail/flowtrail/internal/jsondecl"
)

type noticeKind string

type notice struct {
	Kind   noticeKind
	InMail bool
}

func noticeObject(written, also func(string) string) *j.Object[notice] {
	return j.NewObject(j.Spelled(written, also,
		j.Required("the/kind", func(n *notice) *noticeKind { return &n.Kind }, j.Enum[noticeKind]("a", "b")),
	)...)
}

// TestNaming asks objects of all forms for the member that names their stream.
func TestNaming(t *testing.T) {
	inMail := func(n *notice) *bool { return &n.InMail }
	shout := func(name string) string { return name + "!" }
	got := []j.Naming{
		noticeObject(j.Snake, j.Snake).Naming("the/kind"),
		noticeObject(shout, j.Snake).OrIn("mail", inMail).Naming("the/kind"),
		parcelObject.Naming("kind"),
	}
	want := []j.Naming{
		{At: "/the~1kind", Also: "/the~1kind", Names: []string{"a", "b"}},
		{At: "/the~1kind!", Also: "/the~1kind", Within: "/mail", Names: []string{"a", "b"}},
		{At: "/kind", Names: []string{"letter"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	defer func() {
		if recover() == nil {
			t.Error("a member that is not declared names a stream")
		}
	}()
	parcelObject.Naming("size")
}
