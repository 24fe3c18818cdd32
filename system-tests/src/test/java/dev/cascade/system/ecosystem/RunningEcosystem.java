package dev.cascade.system.ecosystem;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Gives all test classes the one {@link Ecosystem}: started by the first, stopped after the last,
 * its logs shown when a test fails.
 */
public final class RunningEcosystem implements BeforeAllCallback, ParameterResolver, TestWatcher {

  private static final Namespace NAMESPACE = Namespace.create(RunningEcosystem.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    ecosystem(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Ecosystem.class;
  }

  @Override
  public Ecosystem resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return ecosystem(context);
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    System.out.println("Logs after " + context.getDisplayName() + " failed:");
    System.out.println(ecosystem(context).logTails());
  }

  private static Ecosystem ecosystem(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Attempt.class, _ -> Attempt.start(), Attempt.class)
        .ecosystem();
  }

  /** The one attempt to start: when it fails, every test fails at once with the same reason. */
  private record Attempt(@Nullable Ecosystem started, @Nullable AssertionError failure)
      implements AutoCloseable {

    static Attempt start() {
      try {
        return new Attempt(Ecosystem.start(), null);
      } catch (AssertionError e) {
        return new Attempt(null, e);
      }
    }

    Ecosystem ecosystem() {
      if (started == null) {
        throw new AssertionError("The ecosystem did not start", failure);
      }
      return started;
    }

    @Override
    public void close() {
      if (started != null) {
        started.close();
      }
    }
  }
}
