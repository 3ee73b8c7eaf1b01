/** The style sheet, as text; the build makes it smaller. It becomes an adopted style sheet. */
import css from './stijl.css';
export default css;
