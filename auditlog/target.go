package auditlog

import (
	"encoding/json"

	"github.com/flowtrail/flowtrail"
)

// TargetType is the type of a target as records have it. The vocabulary is open.
type TargetType string

// The documented types, as records in S3 have them. Each is read, and written back, with a small first letter as well, as it is on the
// page "Audit Logs Schema": "publicAPIKey".
const (
	TargetRemoteNetwork     TargetType = "RemoteNetwork"
	TargetConnector         TargetType = "Connector"
	TargetResource          TargetType = "Resource"
	TargetPublicAPIKey      TargetType = "PublicAPIKey"
	TargetUser              TargetType = "User"
	TargetGroup             TargetType = "Group"
	TargetDevice            TargetType = "Device"
	TargetServiceAccount    TargetType = "ServiceAccount"
	TargetServiceAccountKey TargetType = "ServiceAccountKey"
)

// Target is an object that something was done to: a [*RemoteNetwork], [*Connector], [*Resource], [*PublicAPIKey], [*User], [*Group],
// [*Device], [*ServiceAccount] or [*ServiceAccountKey], or an [*OtherTarget] if it is none of these. A type switch tells them apart.
type Target interface {
	// Identify returns what all kinds of targets have.
	Identify() Identity
}

// Identity is what all documented kinds of targets have. Whatever else they have may be absent.
type Identity struct {
	Version string // "1" or "1.0"
	Type    TargetType
	ID      string // in base64
	Name    string
}

// Identify returns i.
func (i Identity) Identify() Identity { return i }

// RemoteNetwork is a target.
type RemoteNetwork struct {
	Identity
	Location flowtrail.Optional[string] // such as "AWS"
	IsActive flowtrail.Optional[bool]
}

// Connector is a target.
type Connector struct {
	Identity
	RemoteNetwork flowtrail.Optional[Reference]
}

// Reference is an object that another one belongs to.
type Reference struct {
	ID   string
	Name string
}

// Resource is a target.
type Resource struct {
	Identity
	Address   flowtrail.Optional[Address]
	Protocols flowtrail.Optional[Protocols]
	IsActive  flowtrail.Optional[bool]
}

// Address is where a Resource is.
type Address struct {
	Type  string // such as "DNS"
	Value string
}

// Protocols are what a Resource may be reached by.
type Protocols struct {
	AllowICMP flowtrail.Optional[bool]
	TCP       flowtrail.Optional[PortRule]
	UDP       flowtrail.Optional[PortRule]
}

// PortRule says which ports of a Resource may be reached.
type PortRule struct {
	Policy string                                // such as "ALLOW_ALL"
	Ports  flowtrail.Optional[[]json.RawMessage] // of which only the empty list is documented
}

// Permission is what an API key allows. The vocabulary is closed.
type Permission string

// The documented permissions.
const (
	PermissionReadOnly  Permission = "read only"
	PermissionReadWrite Permission = "read write"
	PermissionProvision Permission = "provision"
)

// PublicAPIKey is a target.
type PublicAPIKey struct {
	Identity
	Permission      flowtrail.Optional[Permission]
	AllowedIPRange  flowtrail.Optional[string]   // a CIDR block, on the page "Audit Logs Schema"
	AllowedIPRanges flowtrail.Optional[[]string] // CIDR blocks, in records in S3
}

// IPRanges returns the CIDR blocks from which the key may be used, under whichever name the record has them; nil if it has none.
func (k *PublicAPIKey) IPRanges() []string {
	if block, ok := k.AllowedIPRange.Get(); ok && !k.AllowedIPRanges.Valid {
		return []string{block}
	}
	return k.AllowedIPRanges.V
}

// User is a target.
type User struct {
	Identity
	Email    flowtrail.Optional[string]
	IsAdmin  flowtrail.Optional[bool]   // on the page "Audit Logs Schema"
	Role     flowtrail.Optional[string] // in records in S3, such as "ADMIN"
	IsActive flowtrail.Optional[bool]
}

// Group is a target.
type Group struct{ Identity }

// Device is a target.
type Device struct {
	Identity
	DisplayName   flowtrail.Optional[string]
	Platform      flowtrail.Optional[string]
	OSName        flowtrail.Optional[string]
	SerialNumber  flowtrail.Optional[string]
	User          flowtrail.Optional[json.RawMessage] // it is not documented what this looks like
	IsTrusted     flowtrail.Optional[bool]
	ClientVersion flowtrail.Optional[string]
}

// ServiceAccount is a target.
type ServiceAccount struct{ Identity }

// ServiceAccountKey is a target.
type ServiceAccountKey struct {
	Identity
	State          flowtrail.Optional[string] // "active", "expired", "revoked" or "deleted"
	ServiceAccount flowtrail.Optional[ServiceAccount]
}

// OtherTarget is a target of a type that is not documented. What it has besides these members is in the Extra of its event.
type OtherTarget struct {
	Version flowtrail.Optional[string]
	Type    TargetType
	ID      flowtrail.Optional[string]
	Name    flowtrail.Optional[string]
}

// Identify returns what the target has of what all documented kinds have.
func (t *OtherTarget) Identify() Identity { return Identity{t.Version.V, t.Type, t.ID.V, t.Name.V} }
