package dev.cascade.inventory.config;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Stops the start, before anything else of the service begins, when the settings are wrong. */
@Singleton
class StartCheck {

  private static final int BEFORE_ALL_ELSE = 0;

  void check(@Observes @Priority(BEFORE_ALL_ELSE) StartupEvent start, InventorySettings settings) {
    SettingsCheck.rules(settings).throwIfAny();
  }
}
