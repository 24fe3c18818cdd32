package dev.cascade.streams.settings;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Stops the start of a service, before anything of it begins, when settings break the rules that it
 * and the libraries produce as beans, or when the name of one is misspelt. All that is broken is
 * told at once.
 */
@Singleton
class SettingsAtStart {

  private static final String ENVIRONMENT = "EnvConfigSource";

  void check(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start,
      @All List<SettingRules> rules,
      Config config,
      BeanManager beans) {
    List<String> violations = new ArrayList<>();
    rules.forEach(each -> violations.addAll(each.violations()));
    KnownSettings known = new KnownSettings(mappings(beans));
    violations.addAll(known.misspeltProperties(properties(config)));
    violations.addAll(known.misspeltVariables(System.getenv().keySet()));
    if (!violations.isEmpty()) {
      throw new ConfigurationException("Configuration: " + String.join("; ", violations));
    }
  }

  private static Collection<Class<?>> mappings(BeanManager beans) {
    Set<Class<?>> mappings = new HashSet<>();
    for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
      for (Type type : bean.getTypes()) {
        if (type instanceof Class<?> mapping && mapping.isAnnotationPresent(ConfigMapping.class)) {
          mappings.add(mapping);
        }
      }
    }
    return mappings;
  }

  private static Set<String> properties(Config config) {
    Set<String> names = new HashSet<>();
    for (ConfigSource source : config.getConfigSources()) {
      if (!source.getName().contains(ENVIRONMENT)) {
        names.addAll(source.getPropertyNames());
      }
    }
    return names;
  }
}
