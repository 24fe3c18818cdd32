package dev.cascade.testing;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.Map;
import java.util.Set;

/** Calls that bring the outside world, its clock or its chance into code that should be pure. */
final class AmbientCalls {

  private static final Map<String, Set<String>> METHODS =
      Map.of(
          "java.lang.System", Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty"),
          "java.lang.Math", Set.of("random"),
          "java.util.UUID", Set.of("randomUUID"),
          "java.util.concurrent.ThreadLocalRandom", Set.of("current"));

  private static final Set<String> GENERATORS =
      Set.of("java.util.Random", "java.security.SecureRandom", "java.util.SplittableRandom");

  /** Such as {@code Instant.now()} or {@code UUID.randomUUID()}. */
  static final DescribedPredicate<JavaMethodCall> TIME_OR_CHANCE =
      DescribedPredicate.describe("asks for time or chance", call -> isAmbient(call.getTarget()));

  /** Such as {@code new Random()}. */
  static final DescribedPredicate<JavaConstructorCall> NEW_RANDOM =
      DescribedPredicate.describe(
          "makes a generator",
          call -> GENERATORS.contains(call.getTarget().getOwner().getFullName()));

  private AmbientCalls() {}

  private static boolean isAmbient(CodeUnitCallTarget target) {
    String owner = target.getOwner().getFullName();
    if (owner.startsWith("java.time.")) {
      return target.getName().equals("now") || target.getName().startsWith("system");
    }
    return METHODS.getOrDefault(owner, Set.of()).contains(target.getName());
  }
}
