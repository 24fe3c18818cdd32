package dev.cascade.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Puts a {@code @QuarkusTest} on the module's {@link TestPlatform}:
 * {@code @QuarkusTestResource(PlatformResource.class)} or
 * {@code @WithTestResource(PlatformResource.class)}.
 */
public final class PlatformResource implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    return TestPlatform.shared().quarkusConfiguration();
  }

  /** Leaves the platform to the next test class; it ends with the JVM. */
  @Override
  public void stop() {}
}
