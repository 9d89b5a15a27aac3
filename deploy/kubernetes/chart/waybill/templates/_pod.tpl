{{/* What a service is told, beside where its database is; called with the root, a service and how it is run. */}}
{{- define "waybill.env" -}}
{{- $values := .root.Values -}}
{{- include "waybill.databaseEnv" . }}
- {name: WAYBILL_STOP_GRACE, value: PT{{ $values.stopGraceSeconds }}S}
- {name: CHAOS_MODE, value: {{ $values.chaosMode | quote }}}
- {name: WAYBILL_TRANSPORT, value: kafka}
- name: WAYBILL_KAFKA_SERVERS
  {{- if $values.strimzi.enabled }}
  value: {{ include "waybill.kafkaCluster" .root }}-kafka-bootstrap:9093
  {{- else }}
  valueFrom: {secretKeyRef: {name: {{ $values.kafka.secret }}, key: {{ $values.kafka.keys.servers }}}}
  {{- end }}
- {name: WAYBILL_KAFKA_REPLICATION, value: {{ $values.kafka.replication | quote }}}
- {name: WAYBILL_KAFKA_CONFIG_FILE, value: /run/secrets/kafka/client.properties}
{{ include "waybill.accessEnv" .root }}
{{- if eq .service "order" }}
- {name: WAYBILL_INVENTORY_URL, value: {{ include "waybill.url" (dict "root" .root "service" "inventory") | quote }}}
- {name: WAYBILL_PAYMENT_URL, value: {{ include "waybill.url" (dict "root" .root "service" "payment") | quote }}}
- {name: WAYBILL_PERSONAL_DATA_MASTER_KEY_FILE, value: /run/secrets/master-key/key}
- {name: WAYBILL_SERVICES_TOKEN_FILE, value: /run/secrets/services-token/token}
{{- end }}
{{- if eq .service "payment" }}
- {name: WAYBILL_PAYMENT_GATEWAY, value: {{ $values.paymentGateway.kind }}}
{{- if eq $values.paymentGateway.kind "stripe" }}
{{- with $values.paymentGateway.stripe }}
- name: WAYBILL_PAYMENT_STRIPE_SECRET_KEY
  valueFrom: {secretKeyRef: {name: {{ .secret }}, key: {{ .keys.secretKey }}}}
- name: WAYBILL_PAYMENT_STRIPE_WEBHOOK_SECRET
  valueFrom: {secretKeyRef: {name: {{ .secret }}, key: {{ .keys.webhookSecret }}}}
{{- end }}
{{- end }}
{{- end }}
{{- with .run.javaOptions }}
- {name: JDK_JAVA_OPTIONS, value: {{ . | quote }}}
{{- end }}
{{- range $name, $value := .run.settings }}
- {name: {{ $name }}, value: {{ $value | quote }}}
{{- end }}
{{- end -}}

{{- define "waybill.mounts" -}}
- {name: kafka, mountPath: /run/secrets/kafka, readOnly: true}
{{- if .root.Values.strimzi.enabled }}
- {name: kafka-ca, mountPath: /run/secrets/kafka-ca, readOnly: true}
- {name: kafka-user, mountPath: /run/secrets/kafka-user, readOnly: true}
{{- end }}
{{- if eq .service "order" }}
- {name: master-key, mountPath: /run/secrets/master-key, readOnly: true}
- {name: services-token, mountPath: /run/secrets/services-token, readOnly: true}
{{- end }}
{{- end -}}

{{- define "waybill.volumes" -}}
{{- $values := .root.Values -}}
{{- if $values.strimzi.enabled -}}
- name: kafka
  configMap: {name: {{ include "waybill.fullname" .root }}-kafka-client, defaultMode: 288} # 0440
- name: kafka-ca
  secret:
    secretName: {{ include "waybill.kafkaCluster" .root }}-cluster-ca-cert
    defaultMode: 288 # 0440
    items: [{key: ca.crt, path: ca.crt}]
- name: kafka-user
  secret:
    secretName: {{ include "waybill.fullname" .root }}-{{ .service }}
    defaultMode: 288 # 0440
    items: [{key: sasl.jaas.config, path: sasl.jaas.config}]
{{- else -}}
- name: kafka
  secret:
    secretName: {{ $values.kafka.secret }}
    defaultMode: 288 # 0440
    items: [{key: {{ $values.kafka.keys.properties }}, path: client.properties}]
{{- end }}
{{- if eq .service "order" }}
- name: master-key
  secret:
    secretName: {{ $values.masterKey.secret }}
    defaultMode: 288 # 0440
    items: [{key: {{ $values.masterKey.key }}, path: key}]
- name: services-token
  secret:
    secretName: {{ $values.servicesToken.secret }}
    defaultMode: 288 # 0440
    items: [{key: {{ $values.servicesToken.key }}, path: token}]
{{- end }}
{{- end -}}

{{/* What all pods that run once are like; called with the root. */}}
{{- define "waybill.once" -}}
restartPolicy: Never
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
securityContext: {{- include "waybill.podSecurity" .root | nindent 2 }}
{{- end -}}

{{/* A container of theirs; called with the root, its name, its services and its arguments. */}}
{{- define "waybill.onceContainer" -}}
- name: {{ .name }}
  image: {{ include "waybill.image" .root }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  args: {{- toYaml .args | nindent 4 }}
  env:
    {{- range $service := .services }}
    {{- include "waybill.databaseEnv" (dict "root" $.root "service" $service) | nindent 4 }}
    {{- end }}
  resources: {{- toYaml .root.Values.migrations.resources | nindent 4 }}
  securityContext: {{- include "waybill.containerSecurity" .root | nindent 4 }}
  volumeMounts:
    - {name: tmp, mountPath: /tmp}
    {{- range $service := .services }}
    {{- include "waybill.databaseMount" (dict "root" $.root "service" $service) | nindent 4 }}
    {{- end }}
    {{- with .apiKey }}
    - {name: key-{{ . }}, mountPath: /run/secrets/key, readOnly: true}
    {{- end }}
{{- end -}}

{{- define "waybill.onceVolumes" -}}
- name: tmp
  emptyDir: {sizeLimit: 128Mi}
{{- range $service := .services }}
{{ include "waybill.databaseVolume" (dict "root" $.root "service" $service) }}
{{- end }}
{{- end -}}

{{/* Who is let in; called with the root. */}}
{{- define "waybill.accessEnv" -}}
- {name: WAYBILL_ACCESS_API_KEYS, value: {{ .Values.access.apiKeys | quote }}}
{{- with .Values.access.jwt }}
{{- if .issuer }}
- {name: WAYBILL_ACCESS_JWT_ISSUER, value: {{ .issuer | quote }}}
- {name: WAYBILL_ACCESS_JWT_AUDIENCE, value: {{ .audience | quote }}}
- {name: WAYBILL_ACCESS_JWT_JWKS_URL, value: {{ .jwksUrl | quote }}}
{{- end }}
{{- end }}
{{- end -}}

{{/* When a process that serves has come up, is ready and is alive. */}}
{{- define "waybill.probes" -}}
# Up to two minutes for the first answer; after that the other two decide.
startupProbe:
  httpGet: {path: /health/ready, port: http}
  periodSeconds: 2
  timeoutSeconds: 2
  failureThreshold: 60
readinessProbe:
  httpGet: {path: /health/ready, port: http}
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: 2
# Asks no database, so a database that is away restarts nobody.
livenessProbe:
  httpGet: {path: /health/live, port: http}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
{{- end -}}
