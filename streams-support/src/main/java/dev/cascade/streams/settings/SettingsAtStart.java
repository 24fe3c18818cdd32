package dev.cascade.streams.settings;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.List;

/**
 * Stops the start of a service, before anything of it begins, when settings break the rules that it
 * and the libraries produce as beans. All that is broken is told at once.
 */
@Singleton
class SettingsAtStart {

  void check(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start,
      @All List<SettingRules> rules) {
    List<String> violations = rules.stream().flatMap(each -> each.violations().stream()).toList();
    if (!violations.isEmpty()) {
      throw new ConfigurationException("Configuration: " + String.join("; ", violations));
    }
  }
}
