package dev.cascade.streams.identity;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.InvalidAlgorithmException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a token is a good one. Only signatures by a key pair count: neither {@code none}
 * nor a shared secret. Does not block. Thread-safe.
 */
final class TokenVerifier {

  /** Longer ones are not looked at; headers end at 8 KiB anyway. */
  private static final int MOST_CHARS = 8_192;

  private static final int MOST_SUBJECT_CHARS = 200;

  private static final AlgorithmConstraints BY_KEY_PAIR =
      new AlgorithmConstraints(
          ConstraintType.PERMIT,
          AlgorithmIdentifiers.RSA_USING_SHA256,
          AlgorithmIdentifiers.RSA_USING_SHA384,
          AlgorithmIdentifiers.RSA_USING_SHA512,
          AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
          AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
          AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
          AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
          AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
          AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
          AlgorithmIdentifiers.EDDSA);

  /** What is found of a token. */
  sealed interface Finding {

    /** A good one, of this caller. */
    record Good(Caller caller) implements Finding {}

    /** Signed by a key that is not known, or not yet. */
    record OfUnknownKey() implements Finding {}

    /**
     * A bad one.
     *
     * @param why in words, without anything of the token
     */
    record Bad(String why) implements Finding {}
  }

  private final TrustedKeys keys;
  private final IdentitySettings settings;
  private final JwtConsumer consumer;

  /** Believes these keys, and tokens that are as the settings say. */
  TokenVerifier(TrustedKeys keys, IdentitySettings settings) {
    this.keys = keys;
    this.settings = settings;
    this.consumer =
        new JwtConsumerBuilder()
            .setVerificationKeyResolver(resolver())
            .setJwsAlgorithmConstraints(BY_KEY_PAIR)
            .setExpectedIssuer(true, settings.issuer().orElseThrow())
            .setExpectedAudience(true, settings.audience())
            .setRequireSubject()
            .setRequireExpirationTime()
            .setAllowedClockSkewInSeconds(Math.toIntExact(settings.clockSkew().toSeconds()))
            .setMaxFutureValidityInMinutes(Math.toIntExact(settings.longestValidity().toMinutes()))
            .build();
  }

  private VerificationKeyResolver resolver() {
    return (signature, context) -> {
      requireKeyPair(signature);
      JwksVerificationKeyResolver among = new JwksVerificationKeyResolver(keys.current().keys());
      among.setDisambiguateWithVerifySignature(true);
      return among.resolveKey(signature, context);
    };
  }

  /** Before a key is looked for: no key would be found, and the set be read again for nothing. */
  private static void requireKeyPair(JsonWebSignature signature) throws UnresolvableKeyException {
    try {
      BY_KEY_PAIR.checkConstraint(signature.getAlgorithmHeaderValue());
    } catch (InvalidAlgorithmException e) {
      throw new NotByKeyPairException(e);
    }
  }

  /** The token does not even claim to be signed by a key pair. */
  private static final class NotByKeyPairException extends UnresolvableKeyException {
    private static final long serialVersionUID = 1L;

    NotByKeyPairException(InvalidAlgorithmException cause) {
      super("Not signed by a key pair", cause);
    }
  }

  Finding find(String token) {
    if (token.length() > MOST_CHARS) {
      return new Finding.Bad("It is over " + MOST_CHARS + " characters.");
    }
    try {
      return good(token, consumer.processToClaims(token));
    } catch (InvalidJwtException e) {
      boolean isOfUnknownKey =
          e.getCause() instanceof UnresolvableKeyException
              && !(e.getCause() instanceof NotByKeyPairException);
      return isOfUnknownKey ? new Finding.OfUnknownKey() : new Finding.Bad(why(e));
    } catch (MalformedClaimException | RuntimeException e) {
      return new Finding.Bad("It is no token in the format of JWT, signed by a key pair.");
    }
  }

  private Finding good(String token, JwtClaims claims) throws MalformedClaimException {
    String subject = claims.getSubject();
    if (subject.isBlank() || subject.length() > MOST_SUBJECT_CHARS) {
      return new Finding.Bad("Its subject must have 1 to " + MOST_SUBJECT_CHARS + " characters.");
    }
    return new Finding.Good(Caller.known(subject, roles(claims), token));
  }

  private Set<String> roles(JwtClaims claims) {
    Object found = claims.getClaimsMap();
    for (String step : settings.rolesClaim().split("/", -1)) {
      found = inside(found, step);
    }
    Set<String> roles = new HashSet<>();
    if (found instanceof List<?> several) {
      several.stream().filter(String.class::isInstance).forEach(it -> roles.add((String) it));
    } else if (found instanceof String one) {
      roles.add(one);
    }
    return Set.copyOf(roles);
  }

  private static @Nullable Object inside(@Nullable Object claim, String step) {
    return claim instanceof Map<?, ?> fields ? fields.get(step) : null;
  }

  private String why(InvalidJwtException bad) {
    if (bad.hasErrorCode(ErrorCodes.EXPIRED)) {
      return "It has expired.";
    }
    if (bad.hasErrorCode(ErrorCodes.EXPIRATION_TOO_FAR_IN_FUTURE)) {
      return "It is good for longer than " + settings.longestValidity() + ".";
    }
    if (bad.hasErrorCode(ErrorCodes.EXPIRATION_MISSING)) {
      return "It does not say when it expires.";
    }
    if (bad.hasErrorCode(ErrorCodes.NOT_YET_VALID)
        || bad.hasErrorCode(ErrorCodes.ISSUED_AT_INVALID_FUTURE)) {
      return "It is not good yet; compare the clocks.";
    }
    if (bad.hasErrorCode(ErrorCodes.ISSUER_INVALID)
        || bad.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
      return "It is of another issuer.";
    }
    if (bad.hasErrorCode(ErrorCodes.AUDIENCE_INVALID)
        || bad.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
      return "It is made for others; its audience must be " + settings.audience() + ".";
    }
    if (bad.hasErrorCode(ErrorCodes.SUBJECT_MISSING)) {
      return "It does not say whose it is.";
    }
    if (bad.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
      return "It is not signed by a key that is trusted here.";
    }
    return "It is no token in the format of JWT, signed by a key pair.";
  }
}
