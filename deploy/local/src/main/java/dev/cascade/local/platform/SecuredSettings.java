package dev.cascade.local.platform;

import dev.cascade.local.secrets.BrokerSecrets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What makes a broker secured: TLS on every port, a password from everybody, and nothing permitted
 * but what is granted. Its owner, who also is the broker itself, has a password in its
 * configuration (PLAIN, inside TLS); those of all others are in its metadata (SCRAM), where the
 * owner has to put them first.
 */
final class SecuredSettings {

  static final String LISTENER = "CLIENTS";

  private static final String CONTROLLER = "CONTROLLER";
  private static final String MODULES = "org.apache.kafka.common.security.";

  private SecuredSettings() {}

  static Map<String, String> of(BrokerSecrets secrets) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(
        "listener.security.protocol.map",
        "%s:SASL_SSL,%s:SASL_SSL".formatted(LISTENER, CONTROLLER));
    settings.put("inter.broker.listener.name", LISTENER);
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    settings.put("sasl.mechanism.controller.protocol", "PLAIN");
    settings.put(of(LISTENER, "sasl.enabled.mechanisms"), "SCRAM-SHA-512,PLAIN");
    settings.put(of(CONTROLLER, "sasl.enabled.mechanisms"), "PLAIN");
    settings.put(
        of(LISTENER, "scram-sha-512.sasl.jaas.config"),
        MODULES + "scram.ScramLoginModule required;");
    settings.put(of(LISTENER, "plain.sasl.jaas.config"), owner(secrets));
    settings.put(of(CONTROLLER, "plain.sasl.jaas.config"), owner(secrets));
    settings.put("ssl.keystore.type", "PEM");
    settings.put("ssl.keystore.location", secrets.key().toString());
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.location", secrets.authority().toString());
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("super.users", "User:" + BrokerSecrets.OWNER);
    settings.put("allow.everyone.if.no.acl.found", "false");
    return settings;
  }

  private static String of(String listener, String key) {
    return "listener.name." + listener.toLowerCase(java.util.Locale.ROOT) + "." + key;
  }

  private static String owner(BrokerSecrets secrets) {
    String password = secrets.password(BrokerSecrets.OWNER);
    return "%splain.PlainLoginModule required username=\"%s\" password=\"%s\" user_%s=\"%s\";"
        .formatted(MODULES, BrokerSecrets.OWNER, password, BrokerSecrets.OWNER, password);
  }
}
