// poison | fails load or protocol or limit, passes 0 | Throws a small value at load that is endless to whoever prints it.
import { billionLaughs } from '../frames.ts';

export * from '../honest.ts';

throw billionLaughs(40);
