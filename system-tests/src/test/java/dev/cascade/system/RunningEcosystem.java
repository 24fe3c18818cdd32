package dev.cascade.system;

import dev.cascade.system.containers.ContainerEcosystem;
import dev.cascade.system.containers.Engine;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.HomeEcosystem;
import dev.cascade.system.ecosystem.LogTails;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Gives all test classes the one {@link Ecosystem}: started by the first, stopped after the last,
 * its logs shown when a test fails. It is a home of {@code ./cascade}, or with {@code
 * -Dcascade.ecosystem=containers} a {@link ContainerEcosystem}; test classes that ask for another
 * kind than it is are left out.
 */
final class RunningEcosystem
    implements ExecutionCondition, BeforeAllCallback, ParameterResolver, TestWatcher {

  private static final Namespace NAMESPACE = Namespace.create(RunningEcosystem.class);
  private static final boolean IN_CONTAINERS =
      "containers".equals(System.getProperty("cascade.ecosystem"));
  private static final Class<? extends Ecosystem> KIND =
      IN_CONTAINERS ? ContainerEcosystem.class : HomeEcosystem.class;
  private static final String NO_ENGINE =
      "No Docker engine answers here, so the system tests in containers are left out;"
          + " deploy/images/README.md says how to have one";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (wanted(context).anyMatch(kind -> !kind.isAssignableFrom(KIND))) {
      return ConditionEvaluationResult.disabled("It needs another ecosystem than " + KIND);
    }
    return IN_CONTAINERS && !Docker.ANSWERS
        ? ConditionEvaluationResult.disabled(NO_ENGINE)
        : ConditionEvaluationResult.enabled("It runs on " + KIND);
  }

  /** The kinds of ecosystem that the class of a test asks for. */
  private static Stream<Class<?>> wanted(ExtensionContext context) {
    return Arrays.stream(context.getRequiredTestClass().getDeclaredConstructors())
        .flatMap(constructor -> Arrays.stream(constructor.getParameterTypes()))
        .filter(Ecosystem.class::isAssignableFrom);
  }

  /** Asked once; the answer is told once. */
  private static final class Docker {
    static final boolean ANSWERS = answers();

    private static boolean answers() {
      boolean answers = Engine.answers();
      if (!answers) {
        System.out.println(NO_ENGINE);
      }
      return answers;
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    ecosystem(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().isAssignableFrom(KIND);
  }

  @Override
  public Ecosystem resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return ecosystem(context);
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    System.out.println("Logs after " + context.getDisplayName() + " failed:");
    System.out.println(LogTails.of(ecosystem(context).logs()));
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
        return new Attempt(
            IN_CONTAINERS ? ContainerEcosystem.start() : HomeEcosystem.start(), null);
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
