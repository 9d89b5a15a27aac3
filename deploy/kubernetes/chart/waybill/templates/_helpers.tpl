{{- define "waybill.services" -}}order inventory payment{{- end -}}

{{- define "waybill.fullname" -}}
{{- default .Release.Name .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "waybill.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}

{{/* What pods are selected by; called with the root and a component. */}}
{{- define "waybill.selector" -}}
app.kubernetes.io/name: waybill
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "waybill.labels" -}}
{{ include "waybill.selector" . }}
app.kubernetes.io/part-of: waybill
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end -}}

{{/* How one service is run: the common values, and its own over them. */}}
{{- define "waybill.service" -}}
{{- mergeOverwrite (deepCopy .root.Values.common) (deepCopy (index .root.Values .service)) | toYaml -}}
{{- end -}}

{{- define "waybill.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "waybill.containerSecurity" -}}
runAsNonRoot: true
readOnlyRootFilesystem: true
allowPrivilegeEscalation: false
privileged: false
capabilities: {drop: [ALL]}
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{/* The name of a service's database as an object of CloudNativePG. */}}
{{- define "waybill.cluster" -}}{{ include "waybill.fullname" .root }}-{{ .service }}-db{{- end -}}

{{/* The Secret of a service's database. */}}
{{- define "waybill.databaseSecret" -}}
{{- if .root.Values.cloudNativePg.enabled -}}
{{ include "waybill.cluster" . }}-app
{{- else -}}
{{ (index .root.Values .service).database.secret }}
{{- end -}}
{{- end -}}

{{/* Where a service's database is; called with the root and a service. */}}
{{- define "waybill.databaseEnv" -}}
{{- $database := (index .root.Values .service).database -}}
{{- $prefix := printf "WAYBILL_DATABASE_%s" (upper .service) -}}
{{- $own := .root.Values.cloudNativePg.enabled -}}
{{- $url := $database.url -}}
{{- if $own }}{{ $url = printf "jdbc:postgresql://%s-rw:5432/waybill_%s?sslmode=require" (include "waybill.cluster" .) .service }}{{ end -}}
- name: {{ $prefix }}_URL
  {{- if $url }}
  value: {{ $url | quote }}
  {{- else }}
  valueFrom: {secretKeyRef: {name: {{ include "waybill.databaseSecret" . }}, key: {{ $database.keys.url }}}}
  {{- end }}
- name: {{ $prefix }}_USER
  valueFrom: {secretKeyRef: {name: {{ include "waybill.databaseSecret" . }}, key: {{ $own | ternary "username" $database.keys.user }}}}
- name: {{ $prefix }}_PASSWORD_FILE
  value: /run/secrets/{{ .service }}-database/password
{{- end -}}

{{- define "waybill.databaseMount" -}}
- name: {{ .service }}-database
  mountPath: /run/secrets/{{ .service }}-database
  readOnly: true
{{- end -}}

{{- define "waybill.databaseVolume" -}}
{{- $database := (index .root.Values .service).database -}}
- name: {{ .service }}-database
  secret:
    secretName: {{ include "waybill.databaseSecret" . }}
    defaultMode: 288 # 0440
    items: [{key: {{ .root.Values.cloudNativePg.enabled | ternary "password" $database.keys.password }}, path: password}]
{{- end -}}

{{- define "waybill.url" -}}
http://{{ include "waybill.fullname" .root }}-{{ .service }}:8080
{{- end -}}

{{- define "waybill.kafkaCluster" -}}{{ include "waybill.fullname" . }}-kafka{{- end -}}

{{/* What everybody may reach: the name server, and the databases (one service's own where CloudNativePG makes them). */}}
{{- define "waybill.egress" -}}
{{- $net := .root.Values.networkPolicy -}}
{{- $database := $net.database -}}
{{- if .root.Values.cloudNativePg.enabled -}}
{{- $database = list -}}
{{- range $service := splitList " " (.service | default (include "waybill.services" .root)) -}}
{{- $cluster := include "waybill.cluster" (dict "root" $.root "service" $service) -}}
{{- $database = append $database (dict "podSelector" (dict "matchLabels" (dict "cnpg.io/cluster" $cluster))) -}}
{{- end -}}
{{- end -}}
{{- with $net.dns -}}
- to: {{- toYaml . | nindent 4 }}
  ports: [{protocol: UDP, port: 53}, {protocol: TCP, port: 53}]
{{- end }}
{{- with $database }}
- to: {{- toYaml . | nindent 4 }}
  ports: [{protocol: TCP, port: {{ $.root.Values.cloudNativePg.enabled | ternary 5432 $net.databasePort }}}]
{{- end }}
{{- end -}}

{{/* Pods that run once reach the databases and nothing else, and nobody reaches them. */}}
{{- define "waybill.oncePolicy" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "waybill.fullname" .root }}-{{ .component }}
  labels: {{- include "waybill.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels: {{- include "waybill.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  egress:
    {{- include "waybill.egress" (dict "root" .root) | nindent 4 }}
{{- end -}}
