# A certificate authority made at start, what it signs, and kubeconfigs. Everything lies in
# FOLDER/pki, which only its owner may read.

# pki_authority: ca.crt and ca.key in the folder one stands in.
pki_authority() {
  pki_key ca
  openssl req -x509 -new -key ca.key -subj "/CN=kagent-test-ca" -days 7 -out ca.crt \
    -addext 'keyUsage=critical,keyCertSign,cRLSign' 2>/dev/null
}

pki_key() {
  openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"
}

# pki_certificate NAME SUBJECT [ALTERNATIVE_NAMES]: NAME.crt and NAME.key.
pki_certificate() {
  pki_key "$1"
  openssl req -new -key "$1.key" -subj "$2" 2>/dev/null |
    openssl x509 -req -CA ca.crt -CAkey ca.key -set_serial "0x$(openssl rand -hex 8)" -days 7 \
      -out "$1.crt" -extfile <(
        echo 'keyUsage=critical,digitalSignature'
        echo 'extendedKeyUsage=clientAuth,serverAuth'
        [ -z "${3:-}" ] || echo "subjectAltName=$3"
      ) 2>/dev/null
}

pki_base64() {
  openssl base64 -A -in "$1"
}

# pki_kubeconfig NAME SERVER PKI: one for the user whose certificate is NAME.crt, with everything
# in it, so that it can be copied.
pki_kubeconfig() {
  local name=$1 server=$2 pki=$3
  cat <<END
apiVersion: v1
kind: Config
clusters:
- name: test
  cluster:
    server: $server
    certificate-authority-data: $(pki_base64 "$pki/ca.crt")
users:
- name: $name
  user:
    client-certificate-data: $(pki_base64 "$pki/$name.crt")
    client-key-data: $(pki_base64 "$pki/$name.key")
contexts:
- name: $name
  context:
    cluster: test
    user: $name
    namespace: kagent
current-context: $name
END
}
