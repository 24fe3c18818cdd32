package dev.cascade.kubernetes.rules;

import dev.cascade.email.config.EmailSettings;
import dev.cascade.fraud.config.FraudSettings;
import dev.cascade.inventory.config.InventorySettings;
import dev.cascade.kubernetes.manifests.Manifests;
import dev.cascade.kubernetes.manifests.Manifests.Workload;
import dev.cascade.local.install.CatalogueInstall;
import dev.cascade.orderdetails.config.OrderDetailsSettings;
import dev.cascade.orders.config.OrdersSettings;
import dev.cascade.payments.config.PaymentsSettings;
import dev.cascade.streams.edge.EdgeSettings;
import dev.cascade.streams.identity.IdentitySettings;
import dev.cascade.streams.runtime.StreamsSettings;
import io.smallrye.config.ConfigMapping;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every variable is a setting of the program that gets it; a misspelt one would do nothing. */
final class ConfigurationKeys implements Rule {

  private static final Map<String, Class<?>> OWN =
      Map.of(
          "orders", OrdersSettings.class,
          "payments", PaymentsSettings.class,
          "inventory", InventorySettings.class,
          "fraud", FraudSettings.class,
          "order-details", OrderDetailsSettings.class,
          "email", EmailSettings.class);

  /** What others are made of, and what names the brokers and the registry for all. */
  private static final Set<String> EVERY_SERVICE =
      Set.of(
          "POD_NAME",
          "POD_NAMESPACE",
          "SERVICE_NAME",
          "KAFKA_BOOTSTRAP_SERVERS",
          "CASCADE_REGISTRY_URL",
          "JDK_JAVA_OPTIONS",
          "QUARKUS_HTTP_PORT",
          "QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING",
          "QUARKUS_HTTP_PROXY_ALLOW_X_FORWARDED",
          "QUARKUS_SHUTDOWN_TIMEOUT");

  /** Of Quarkus Mailer's; email-service's README names them. */
  private static final Set<String> MAILER =
      Set.of(
          "QUARKUS_MAILER_HOST",
          "QUARKUS_MAILER_PORT",
          "QUARKUS_MAILER_TLS",
          "QUARKUS_MAILER_START_TLS",
          "QUARKUS_MAILER_LOGIN",
          "QUARKUS_MAILER_USERNAME",
          "QUARKUS_MAILER_PASSWORD",
          "QUARKUS_MAILER_AUTH_METHODS",
          "QUARKUS_MAILER_TLS_CONFIGURATION_NAME");

  @Override
  public List<String> violations(Manifests manifests) {
    Findings findings = new Findings();
    manifests.workloads().stream()
        .filter(Workload::isOurs)
        .forEach(workload ->
            workload
                .template()
                .getSpec()
                .getContainers()
                .getFirst()
                .getEnv()
                .forEach(variable ->
                    findings.unless(
                        isSetting(workload.labels().get(Manifests.NAME), variable.getName()),
                        workload.name(),
                        variable.getName() + " is not a setting")));
    return findings.all();
  }

  private static boolean isSetting(String program, String variable) {
    if (program.equals("install")) {
      return CatalogueInstall.settings().contains(variable);
    }
    return EVERY_SERVICE.contains(variable)
        || (program.equals("email") && MAILER.contains(variable))
        || Stream.of(
                StreamsSettings.class, IdentitySettings.class, EdgeSettings.class, OWN.get(program))
            .flatMap(ConfigurationKeys::variables)
            .anyMatch(setting -> setting.matcher(variable).matches());
  }

  /** The names under which a mapping's keys can be set by the environment. */
  private static Stream<Pattern> variables(Class<?> settings) {
    return keys(settings.getAnnotation(ConfigMapping.class).prefix(), settings)
        .map(key -> key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9*]", "_"))
        .map(name -> Pattern.compile(name.replace("*", "[A-Z0-9_]+")));
  }

  /** The keys of a mapping and of those in it; what a map is keyed by is a star. */
  private static Stream<String> keys(String prefix, Class<?> settings) {
    return Arrays.stream(settings.getDeclaredMethods())
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .flatMap(method -> {
          String key = prefix + "." + kebab(method.getName());
          Class<?> type = method.getReturnType();
          if (Map.class.isAssignableFrom(type)) {
            Class<?> values = valuesOf(method);
            return isGroup(values) ? keys(key + ".*", values) : Stream.of(key + ".*");
          }
          return isGroup(type) ? keys(key, type) : Stream.of(key);
        });
  }

  private static boolean isGroup(Class<?> type) {
    return type.isInterface() && type.getName().startsWith("dev.cascade.");
  }

  private static Class<?> valuesOf(Method method) {
    Type values = ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[1];
    return values instanceof Class<?> type ? type : Object.class;
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
