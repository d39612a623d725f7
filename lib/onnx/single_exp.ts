/** e^x in single precision as a graph, with the very bits of the estimator's own `expf`. */
import { expfConstants } from "@/estimators/xgboost/libm.ts";
import { cast } from "@/onnx/operators.ts";
import { apply, constant, double, type Operation, type Value } from "@/onnx/value.ts";

const add = (a: Value, b: Value) => apply("Add", [a, b]);
const subtract = (a: Value, b: Value) => apply("Sub", [a, b]);
const multiply = (a: Value, b: Value) => apply("Mul", [a, b]);
const divide = (a: Value, b: Value) => apply("Div", [a, b]);

/**
 * float[N] from float[N], none of them greater than 88.7: every step of `expf`, in double
 * precision and rounded once at the end. A runtime's own Exp differs in the last bits, and a
 * probability that is made from it in up to three.
 */
export function singleExp(value: Operation): Operation {
  const { stepsPerUnit, stepsHead, stepsRest, fractionalPowers, coefficients, underflow } =
    expfConstants;
  const stepCount = double(fractionalPowers.length);
  const x = apply("Max", [cast(value, "double"), double(Math.floor(underflow))]);
  const steps = apply("Round", [multiply(double(stepsPerUnit), x)]);
  const r = add(
    subtract(multiply(double(stepsHead), x), steps),
    multiply(double(stepsRest), x),
  );
  const octave = apply("Floor", [divide(steps, stepCount)]);
  const fraction = cast(subtract(steps, multiply(octave, stepCount)), "int64");
  const power = apply("Gather", [
    constant({ dims: [fractionalPowers.length], values: fractionalPowers }),
    fraction,
  ]);
  const scale = multiply(power, apply("Pow", [double(2), octave]));
  const [cubic, square, linear] = coefficients.map(double);
  const high = multiply(add(multiply(cubic, r), square), multiply(r, r));
  const low = add(multiply(linear, r), double(1));
  return cast(multiply(add(high, low), scale), "float");
}
