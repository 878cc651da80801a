package auditlog

import (
	"encoding/json"
	"strings"

	"github.com/flowtrail/flowtrail"
	j "github.com/flowtrail/flowtrail/internal/jsondecl"
)

var target = j.Union("type",
	caseOf(TargetRemoteNetwork, func(n *RemoteNetwork) *Identity { return &n.Identity },
		j.Optional("location", func(n *RemoteNetwork) *flowtrail.Optional[string] { return &n.Location }, j.String),
		j.Optional("isActive", func(n *RemoteNetwork) *flowtrail.Optional[bool] { return &n.IsActive }, j.Bool),
	),
	caseOf(TargetConnector, func(c *Connector) *Identity { return &c.Identity },
		j.Optional("remoteNetwork", func(c *Connector) *flowtrail.Optional[Reference] { return &c.RemoteNetwork }, j.Recurring(j.NewObject(
			j.Required("id", func(r *Reference) *string { return &r.ID }, j.String),
			j.Required("name", func(r *Reference) *string { return &r.Name }, j.String),
		))),
	),
	caseOf(TargetResource, func(r *Resource) *Identity { return &r.Identity },
		j.Optional("address", func(r *Resource) *flowtrail.Optional[Address] { return &r.Address }, j.Recurring(j.NewObject(
			j.Required("type", func(a *Address) *string { return &a.Type }, j.String),
			j.Required("value", func(a *Address) *string { return &a.Value }, j.String),
		))),
		j.Optional("protocols", func(r *Resource) *flowtrail.Optional[Protocols] { return &r.Protocols }, j.Of(j.NewObject(
			j.Optional("allowIcmp", func(p *Protocols) *flowtrail.Optional[bool] { return &p.AllowICMP }, j.Bool),
			j.Optional("tcp", func(p *Protocols) *flowtrail.Optional[PortRule] { return &p.TCP }, ports),
			j.Optional("udp", func(p *Protocols) *flowtrail.Optional[PortRule] { return &p.UDP }, ports),
		))),
		j.Optional("isActive", func(r *Resource) *flowtrail.Optional[bool] { return &r.IsActive }, j.Bool),
	),
	caseOf(TargetPublicAPIKey, func(k *PublicAPIKey) *Identity { return &k.Identity },
		j.Optional("permission", func(k *PublicAPIKey) *flowtrail.Optional[Permission] { return &k.Permission },
			j.Enum(PermissionReadOnly, PermissionReadWrite, PermissionProvision)),
		j.Optional("allowedIpRange", func(k *PublicAPIKey) *flowtrail.Optional[string] { return &k.AllowedIPRange }, j.String),
		j.Optional("allowedIpRanges", func(k *PublicAPIKey) *flowtrail.Optional[[]string] { return &k.AllowedIPRanges }, j.Array(j.String)),
	),
	caseOf(TargetUser, func(u *User) *Identity { return &u.Identity },
		j.Optional("email", func(u *User) *flowtrail.Optional[string] { return &u.Email }, j.String),
		j.Optional("isAdmin", func(u *User) *flowtrail.Optional[bool] { return &u.IsAdmin }, j.Bool),
		j.Optional("role", func(u *User) *flowtrail.Optional[string] { return &u.Role }, j.String),
		j.Optional("isActive", func(u *User) *flowtrail.Optional[bool] { return &u.IsActive }, j.Bool),
	),
	caseOf(TargetGroup, func(g *Group) *Identity { return &g.Identity }),
	caseOf(TargetDevice, func(d *Device) *Identity { return &d.Identity },
		j.Optional("displayName", func(d *Device) *flowtrail.Optional[string] { return &d.DisplayName }, j.String),
		j.Optional("platform", func(d *Device) *flowtrail.Optional[string] { return &d.Platform }, j.String),
		j.Optional("osName", func(d *Device) *flowtrail.Optional[string] { return &d.OSName }, j.String),
		j.Optional("serialNumber", func(d *Device) *flowtrail.Optional[string] { return &d.SerialNumber }, j.String),
		j.Optional("user", func(d *Device) *flowtrail.Optional[json.RawMessage] { return &d.User }, j.Any),
		j.Optional("isTrusted", func(d *Device) *flowtrail.Optional[bool] { return &d.IsTrusted }, j.Bool),
		j.Optional("clientVersion", func(d *Device) *flowtrail.Optional[string] { return &d.ClientVersion }, j.String),
	),
	j.CaseOf[Target](serviceAccount, spellings(TargetServiceAccount)...),
	caseOf(TargetServiceAccountKey, func(k *ServiceAccountKey) *Identity { return &k.Identity },
		j.Optional("state", func(k *ServiceAccountKey) *flowtrail.Optional[string] { return &k.State }, j.String),
		j.Optional("serviceAccount", func(k *ServiceAccountKey) *flowtrail.Optional[ServiceAccount] { return &k.ServiceAccount },
			j.Recurring(serviceAccount)),
	),
	j.CaseOf[Target](j.NewObject(
		j.Optional("version", func(t *OtherTarget) *flowtrail.Optional[string] { return &t.Version }, j.String),
		j.Required("type", func(t *OtherTarget) *TargetType { return &t.Type }, j.Open[TargetType]()),
		j.Optional("id", func(t *OtherTarget) *flowtrail.Optional[string] { return &t.ID }, j.String),
		j.Optional("name", func(t *OtherTarget) *flowtrail.Optional[string] { return &t.Name }, j.String),
	)),
)

var serviceAccount = object(TargetServiceAccount, func(a *ServiceAccount) *Identity { return &a.Identity })

var ports = j.Of(j.NewObject(
	j.Required("policy", func(r *PortRule) *string { return &r.Policy }, j.String),
	j.Optional("ports", func(r *PortRule) *flowtrail.Optional[[]json.RawMessage] { return &r.Ports }, j.Array(j.Any)),
))

// caseOf is the case of targets of a documented type.
func caseOf[V any](t TargetType, identity func(*V) *Identity, others ...j.Member[V]) j.Case[Target] {
	return j.CaseOf[Target](object(t, identity, others...), spellings(t)...)
}

// object declares a target of a documented type. Those of version 1.0 have their name before their id.
func object[V any](t TargetType, identity func(*V) *Identity, others ...j.Member[V]) *j.Object[V] {
	words := spellings(t)
	version := j.Required("version", func(v *V) *string { return &identity(v).Version }, j.String)
	kind := j.Required("type", func(v *V) *TargetType { return &identity(v).Type }, j.Enum(TargetType(words[0]), TargetType(words[1])))
	id := j.Required("id", func(v *V) *string { return &identity(v).ID }, j.String)
	name := j.Required("name", func(v *V) *string { return &identity(v).Name }, j.String)
	return j.NewObject(append([]j.Member[V]{version, kind, id, name}, others...)...).
		WrittenAs(func(v *V) bool { return identity(v).Version == "1.0" }, append([]j.Member[V]{version, kind, name, id}, others...)...)
}

// spellings returns a type as records in S3 have it and as the page "Audit Logs Schema" does, with a small first letter.
func spellings(t TargetType) []string {
	return []string{string(t), strings.ToLower(string(t[:1])) + string(t[1:])}
}
