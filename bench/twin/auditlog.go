package twin

import "encoding/json"

// AuditLog is a record of the audit log, in its envelope or bare.
type AuditLog struct {
	Type  string     `json:"event_type"`
	Event AuditEvent `json:"event"`
	AuditEvent
}

type AuditEvent struct {
	Version json.Number   `json:"version"` // "1" will do as well
	Time    Time          `json:"time"`
	Action  string        `json:"action"`
	Targets []AuditTarget `json:"targets"`
	Actor   struct {
		Type string `json:"type"`
		ID   string `json:"id"`
		Info struct {
			Email string `json:"email"`
			Name  string `json:"name"`
		} `json:"info"`
	} `json:"actor"`
}

// AuditTarget has what targets of all types have. That is one struct, as encoding/json has no unions.
type AuditTarget struct {
	Version         string          `json:"version"`
	Type            string          `json:"type"`
	ID              string          `json:"id"`
	Name            string          `json:"name"`
	IsActive        bool            `json:"isActive"`
	Location        string          `json:"location"`
	RemoteNetwork   Named           `json:"remoteNetwork"`
	Address         AuditAddress    `json:"address"`
	Protocols       AuditProtocols  `json:"protocols"`
	Permission      string          `json:"permission"`
	AllowedIPRange  string          `json:"allowedIpRange"`
	AllowedIPRanges []string        `json:"allowedIpRanges"`
	Email           string          `json:"email"`
	IsAdmin         bool            `json:"isAdmin"`
	Role            string          `json:"role"`
	DisplayName     string          `json:"displayName"`
	Platform        string          `json:"platform"`
	OSName          string          `json:"osName"`
	SerialNumber    string          `json:"serialNumber"`
	User            json.RawMessage `json:"user"`
	IsTrusted       bool            `json:"isTrusted"`
	ClientVersion   string          `json:"clientVersion"`
	State           string          `json:"state"`
	ServiceAccount  struct {
		Version string `json:"version"`
		Type    string `json:"type"`
		Named
	} `json:"serviceAccount"`
}

type AuditAddress struct {
	Type  string `json:"type"`
	Value string `json:"value"`
}

type AuditProtocols struct {
	AllowICMP bool          `json:"allowIcmp"`
	TCP       AuditPortRule `json:"tcp"`
	UDP       AuditPortRule `json:"udp"`
}

type AuditPortRule struct {
	Policy string            `json:"policy"`
	Ports  []json.RawMessage `json:"ports"`
}
